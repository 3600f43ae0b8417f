"""Lines of prose that seem to be about a person, and are about nobody."""

MISSES = """
    pc o'da
    sgt quil
    dc quill
    DI QUIL
    DI QuILL
    DI MoJ liaison
    DS Quill team
    PC West team
    PC North unit
    DC smith team
    DCI quill
    dci station
    DCI Smith Hub
    DI TRAINING
    DI SMITH TEAM
    DI PAGE
    Mr quill
    Ms smith
    ms hill
    Dr Training
    DR Quill
    Mr Team
    Cllr Housing
    SPOC: Grace hill
    spoc: jane hill
    spoc: zelda smith
    SPOC: Jane Smith Team
    SPOC: Jane Team
    SPOC: Jane Crime
    SPOC: iPad Marple
    SPOC Zelda Marple
    Contact - Zelda Marple
    Owner, Zelda Marple
    Owner: Zelda MARPLE
    Owner: ZEL Marple
    Owner: Custody Marple
    Owner: Zelda Station
    Owner: Zelda Marple Team
    asked Jane Jones-Marple
    asked Mark Hill
    asked Jane Hill Street
    asked Jane Hill Road
    asked Jane Hill House
    asked Jane Hill Law
    asked Jane Hill Unit
    asked Zelda Smith
    ward m1 1st floor
    ward e1 2nd floor
    ward se1 3rd floor
    ward m1 4th floor
    M1 1ab
    m1 1AB
    14 OFFICERS' ROAD
    12 High Court Road
    0345 272 0321
    Ring (0300) 272 0321
    victim VA
    shared with Victoria Police
    work with Alice Ruggles Trust
    funded by Martin Lewis Trust
    from Grant Hill Road
    led by Mark Lane Centre
    led by Crime Registrar, Head of Risk
    Head of Risk, Crime Registrar
    Head of Public Protection: Will Field Officers
    owned by Grace Hall
    Avon and Somerset, Head of Crime
    the Director of Public Prosecutions (Rose Hill)
    staff number 120 in all
    Staff numbers 2024 to 2025
    staff number 2025
    the number of staff is 12345
    pay 12345 pounds
    passport 2025
    passports 123456789
    custody record 2025
    The hub was born in March 2021
    incident 24-25
    log 12-13
    warrant 2025
    incident types 0123
    an officer or staff
    Author: Northshire Police
    Di and Ds posts
    the acc has agreed
    Officer 2025 plan
    5 County Court cases
    ring 999 2 times
    call 101
    every officer 12 times
    speak to Victim Support
    Author: Policy Team
    Owner: Crime Registrar
    owner: crime registrar
    ms office
    miss the deadline
    dr appointments
    supt leads
    insp about it
    sgt training day
    dci told us
    DS Hydra system
    Supt Ops
    DCI Intel
    Inspector Northern BCU
    Superintendent Eastern
    DI Athena
    DAC Frontline Policing
    Police and Crime Commissioner Essex
    Police, Fire and Crime Commissioner Essex
    DI Niche
    DCI HOLMES
    DS Niche database
    Supt Neighbourhoods
    DCI PPU
    DI MOSOVO
    DCI MASH
    Supt CJ
    Inspector Exampletown LPU
    Chief Inspector Southern Area
    Superintendent Western Division
    DI Online Child Abuse
    DCI Vulnerability
    Detective Superintendent, Vulnerability
    Chief Superintendent Local Policing
    Superintendent Kent
    Commander Public Protection
    ACC Crime
    DCC Portfolio
    ACC Specialist Operations
    DCS Crime and Intelligence
    PC or DC grade
    the DI will decide
    the dci is told
    a pc on every desk
    each ds and di
    sgt to review
    DI lead
    DS level review
    PS and PC training
    PC Windows
    The DS Programme
    DI MARAC Coordinator
    Inspector Custody
    Sergeant Control Room
    DI CID North
    Inspectors and Sergeants
    Constable training 2025
    Sergeants' course
    DCI THEMATIC LEAD
    Inspector of Constabulary
    Chief Inspector of Constabulary
    the Commissioner Designate
    Information Commissioner Guidance
    Victims' Commissioner Report
    Call 101, or 999 in an emergency.
    0800 328 1974
    0300 123 2040
    116 123
    Call 0808 802 0300.
    Between 01/04/2025 and 30/06/2025 12 cases.
    01/04/2025-30/06/2025
    01/02/25 03/04/25
    01/2025-06/2025
    27 Recommendations in 12 months
    extension 2025
    a six month extension 2025-06-30
    the page at police.uk
    See it at www.kent.police.uk
    looked at example.org
    Crime reference numbers are recorded.
    every crime number is checked
    Crime Report 2024
    Crime numbers rose to 12345
    each case has a URN
    the victim's initials
    victim DA
    victims and witnesses
    Victim and witness care
    victim CPS update
    offender MO
    the suspect is managed
    date of birth is recorded
    a scheme born in 2019
    DOB field is mandatory
    NHS England
    the NHS number is asked for
    NHS 111
    NI and NHS partners
    3 Crown Court cases
    12 High Court judgments
    5 Magistrates' Court hearings
    24 Hour Place of Safety
    street and road policing
    4 main road closures
    Flat rate of 3
    FY24 MTFS
    registration of 12 officers
    the registration number is checked
    registered 2024 and 2025
    reg 12
    Mr Speaker
    Lord Lieutenant
    Lord Chancellor
    the Lady Mayor
    MS Teams
    MS Office
    Ms Teams
    DR plan
    Dr and nurse rota
    Councillor engagement
    Miss no deadline.
    SPOC: Stalking Lead
    SPOC: Head of Crime
    SPOC: Public Protection
    SPOC in each district
    SPOCs
    Contact: Victim Support
    Contact: Local Policing Team
    Lead: Crime Registrar
    Lead: Detective Superintendent, Vulnerability
    Contact Management
    Contact: Kent Police
    SIO: to be appointed
    single point of contact for stalking
    The Suzy Lamplugh Trust trains officers.
    Clare's Law
    Domestic Violence Disclosure Scheme
    Stalking Protection Orders: 12
    PEEL 2023/25
    2024/25
    https://www.police.uk/07700900123
    Q1 2025 and Q2 2025
    S1 Stalking and S2A
    section 2A PHA 1997
    COVID 19
    Operation Example
    ISO 27001 2022
    123 456 cases
    1,234,567,890
    """
