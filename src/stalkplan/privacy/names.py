"""Words after a rank or a title: which are names of people, and which are never names."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.casefold().split())


GIVEN_NAMES = _words("""
    Aaron Abdul Abigail Adam Adrian Ahmed Aidan Aisha Alan Alastair Albert Alex Alexander
    Alexandra Alice Alison Alistair Allison Amanda Amy Andrea Andrew Angela Angus Anita Ann Anna
    Anne Annette Anthony Antonia Arthur Ashley Barbara Barry Beatrice Ben Benjamin Bernard Beth
    Bethany Beverley Bill Bob Brenda Brian Bridget Bruce Callum Cameron Carl Carly Carol
    Caroline Catherine Cathy Charles Charlie Charlotte Chloe Chris Christian Christina Christine
    Christopher Claire Clare Clarence Clement Clive Colin Connor Constance Craig Daisy Damian
    Daniel Danielle Darren David Dawn Dean Debbie Deborah Declan Denise Dennis Derek Diana Diane
    Dominic Donald Donna Dorothy Douglas Duncan Dylan Edward Edwin Eileen Elaine Eleanor
    Elizabeth Ellen Ellie Emily Emma Eric Erin Ethan Eva Eve Evelyn Faith Fatima Faye Felicity
    Fiona Florence Frances Francis Frank Fraser Fred Frederick Gareth Gary Gavin Gemma Geoff
    Geoffrey George Georgia Georgina Gerald Gerard Gillian Glen Glenn Gloria Gordon Graeme
    Graham Grant Greg Gregory Guy Gwen Hannah Harriet Harry Hassan Hazel Heather Heidi Helen
    Henry Hilary Holly Howard Hugh Ian Imran Irene Isaac Isabel Isabella Jack Jackie Jacob
    Jacqueline Jade Jake James Jamie Jan Jane Janet Janice Jasmine Jason Jean Jeff Jeffrey Jemma
    Jennifer Jenny Jeremy Jerry Jess Jessica Jill Jim Jo Joan Joanna Joanne Joe Joel John Jon
    Jonathan Jordan Joseph Josephine Josh Joshua Joy Joyce Judith Judy Julia Julian Julie June
    Justin Karen Karl Kate Katherine Kathleen Kathryn Kathy Katie Katy Keith Kelly Ken Kenneth
    Kerry Kevin Khalid Kieran Kim Kirsty Kyle Laura Lauren Lawrence Leah Lee Leo Leon Leslie
    Lewis Liam Linda Lindsay Lisa Lloyd Lorraine Louis Louise Lucy Luke Lydia Lynn Lynne Malcolm
    Marcus Margaret Maria Marian Marie Marilyn Mark Martha Martin Mary Matt Matthew Maureen Max
    Megan Melanie Melissa Michael Michelle Miriam Mohammad Mohammed Molly Monica Morgan Muhammad
    Nadia Nancy Naomi Natalie Natasha Nathan Neil Niall Nicholas Nick Nicola Nicole Nigel Nina
    Nora Norman Oliver Olivia Oscar Owen Pamela Patricia Patrick Paul Paula Pauline Penny Peter
    Phil Philip Philippa Phillip Phoebe Priya Prudence Rachel Ralph Ray Raymond Rebecca Rhys
    Richard Rita Rob Robert Roberta Robin Rodney Roger Ron Ronald Rory Rosemary Rosie Ross Roy
    Russell Ruth Ryan Sally Sam Samantha Samuel Sandra Sara Sarah Scott Sean Shane Shannon
    Sharon Shaun Sheila Shirley Sian Simon Sonia Sophia Sophie Stacey Stanley Stella Stephanie
    Stephen Steve Steven Stuart Sue Susan Susanna Suzanne Sylvia Tamsin Tanya Tara Terence
    Teresa Terrence Terry Theresa Thomas Tim Timothy Tina Toby Tom Tony Tracey Tracy Trevor
    Valerie Vanessa Vera Veronica Victoria Vincent Wayne Wendy William Yasmin Yvonne Zara Zoe
""")
"""Common given names."""

SURNAMES = _words("""
    Adams Ahmed Akhtar Ali Allen Anderson Andrews Armstrong Atkinson Bailey Baker Ball Barker
    Barnes Barrett Bates Baxter Begum Bell Bennett Berry Bibi Blake Booth Bowers Bradley Brooks
    Brown Bryant Burgess Burke Burns Burton Butler Byrne Campbell Carpenter Carr Carter Chambers
    Chan Chapman Clark Clarke Clements Cole Coleman Collins Connolly Cook Cooke Cooper Cox
    Cunningham Davidson Davies Davis Dawson Day Dean Dickson Dixon Doherty Doyle Duffy Dunn
    Edwards Elliott Ellis Evans Farrell Ferguson Fernandez Field Fisher Fleming Fletcher Flynn
    Foster Fowler Fox Francis Fraser Freeman Gallagher Garcia Gardiner Gardner George Gibson
    Gilbert Gill Gordon Goulding Graham Grant Gray Green Greenwood Griffin Griffiths Hall
    Hamilton Harding Harper Harris Harrison Hart Harvey Hawkins Hayes Henderson Henry Hewitt
    Hicks Higgins Hill Holland Holmes Hopkins Houghton Howard Howarth Howell Hudson Hughes
    Humphreys Hunt Hunter Hussain Hutchinson Iqbal Jackson James Jenkins Jennings Johnson
    Johnston Johnstone Jones Jordan Joyce Kaur Kay Keating Kelly Kennedy Kerr Khan King Knight
    Lamb Lane Law Lawrence Lawson Lee Lewis Li Lloyd Long Lowe Lynch MacDonald Manning Marsh
    Marshall Martin Martinez Mason Matthews May McCarthy McDonald McKenzie Miah Miller Mills
    Mitchell Moore Moran Morgan Morris Morrison Moss Murphy Murray Myers Nash Nelson Newman
    Newton Ng Nicholson Nolan Norris Norton O'Brien O'Connor O'Donnell O'Neill O'Sullivan Oliver
    Osborne Owen Owens Page Palmer Parker Parkinson Parry Parsons Patel Patterson Payne Pearce
    Pearson Perkins Perry Peters Phillips Pickering Poole Porter Potter Powell Powers Price
    Quinn Rahman Read Reed Rees Reeves Reid Reynolds Richards Richardson Riley Robertson
    Robinson Rogers Rose Ross Rowe Russell Ryan Sanders Saunders Scott Sellers Shah Sharma Sharp
    Shaw Shepherd Short Simmons Simpson Sinclair Singh Slater Smith Spence Spencer Stephens
    Stephenson Stevens Stevenson Stewart Stone Sullivan Sutton Swift Taylor Thomas Thompson
    Thomson Thornton Todd Tucker Turner Wade Walker Walsh Walters Walton Ward Warner Warren
    Waters Watkins Watson Watts Webb Webster Welch Wells West Wheeler White Whitehead Wilkins
    Wilkinson Williams Williamson Willis Wilson Winter Wong Wood Woods Wright Wu Xu Yates Young
    Yu
""")
"""Common surnames."""

ALSO_WORDS = _words("""
    Ball Bates Berry Bill Booth Carpenter Chambers Cole Cook Dawn Day Dean Eve Faith Field
    Fisher Fox Frank Gardner Glen Grace Grant Gray Green Guy Hall Hill Holmes Hope Hunt Hunter
    Jan Joy June King Knight Lamb Lane Law Long Mark Marsh Mason Max May Miller Mills Moss
    Norman North Page Parsons Penny Peters Pilot Porter Potter Powers Price Ray Read Reed Rob
    Rose Sellers Sharp Shepherd Short Stone Sue Swift Walker Ward Waters Wells West White Will
    Winter Wood Woods Young
""")
"""Names that are words as well: in small letters they are nobody's."""

NO_NAMES = _words("""
    About Abuse Academic Academy ACC Accredited Acting Action Address Admin Administration
    Administrator Adult Adults Advice Advisor Advocate Advocates After Again Agency Aggregate
    Agreed Ahead Air All Allocation Also Always Analyst And Anglia Any App Applications
    Appointed Appointments Approved Archive Are Area Armed Arrest Arrests Arrived Artificial As
    Asked Asset Assistant Assurance At Athena Attended Audit Authority Avon Bail Base Basic Be
    Bedfordshire Been Before Behind Being Bench Berkshire Beside Best Birmingham Board Borough
    Both Bradford Branch Briefing Brighton Bristol Bronze Buckinghamshire Bulletin Bureau
    Business But By Cadet Cadre Call Cambria Cambridgeshire Camden Campaign Can Capability
    Cardiff Carer Case Category Cdr Central Centre Chair Chairman Champion Chancellor Change
    Changes Chapter Charge Checks Cheshire Chief Child Children CI City Civil Cleveland Clinic
    Clinical Closed Cohort Collaboration College Combined Come Command Commander Commissioner
    Commissioning Committee Common Communications Communities Community Compass Compile
    Complainant Complainants Complaint Complaints Complex Con Concern Conference Confirmed
    Connect Constable Constables Constabulary Consultant Contact Control Coordination
    Coordinator Copyright Cornwall Coroner Corporate Could Council Counter County Course Court
    Coventry Cover Covert Crime Crimes Criminal Crown Cumbria Custody Cyber Cymru DAC Daily
    Dashboard Data Database Date DC DCC DCI DCS Deadline Debrief Decided Decision Degree
    Delivery Department Deployment Deputy Derbyshire Designate Designated Desk Desktop Det
    Detail Detection Detective Detectives Development Devon DI Did Digital DInsp Direct Director
    Directorate Disclosure Dispatch District Diverse Diversity Division Divisional Do Document
    Documents Does Domestic Dorset Down Dr Draft Drugs DS DSgt DSU DSupt Durham During Duty
    Dyfed Each East Eastern Economic Education Either Else Email Emergency Employee Employment
    Enabling Endorsed Enforcement Engagement England Enquiry Ensure Ensures Equality Essential
    Essex Ethics Evaluation Even Event Events Every Evidence Exam Examiner Examiners Exams Excel
    Executive Exeter Exploitation External Family Federation Feedback Female File Files Finance
    Firearms First Flag Flags Fleet Folder Follow Following For Force Forces Forensic Forensics
    Forms Forum Framework Fraud From Frontline Full Function Functional Funding Further Gave
    General Genie Given Gives Gloucestershire Going Gold Governance Grade Group Guidance Gwent
    Gypsy Hackney Had Hampshire Harm Harms Has Hate Have He Head Headquarters Health Held Her
    Here Hertfordshire High Him His HMICFRS Holds Holme Home Homicide Honour Hospital Hotline
    Hotspot Hour House Housing How HQ Hub Human Humber Humberside Hydra I Identified IDVA IDVAs
    If Impact Improvement In Incident Independent Info Information Initial Innovation Input
    Inquiry Insight Insp Inspections Inspector Inspectorate Inspectors Integrated Integrity
    Intel Intelligence Interim Internal International Intervention Interview Interviews Into
    Investigating Investigation Investigations Investigative Investigator Investigators Is ISVA
    IT It Its Job Joint Journey Just Justice Kent Key Knowledge Labour Lancashire Land Laptop
    Later Lead Leader Leaders Leadership Leading Leads Learning Led Leeds Left Legal Leicester
    Leicestershire Less Letter Level Levels Liaison Library Licence Lieutenant Like Lincolnshire
    Line Link Liverpool Local Log Logistics London Lost Made Magistrates Mailbox Major Make
    Makes Male Manage Management Manager Managers Managing Manchester MAPPA MARAC MASH Master
    May Mayor Medical Meet Meeting Meetings Member Members Memo Mental Mentor Mentoring
    Merseyside Met Metropolitan Midlands Might Military Minimum Minutes Missing Mobile Modern
    Module Monitor Monitoring Monthly More MOSOVO Most Must N/A Named National Near Need Needs
    Neighbour Neighbourhood Neighbourhoods Network Never New Newcastle Newly Newsletter Next
    Niche Night Nightly No Nominated None Norfolk North Northamptonshire Northern Northumbria
    Norwich Not Note Notes Nottingham Nottinghamshire Now NPCC NVQ Of Off Offence Offences
    Offender Offenders Office Officer Officers Often On Once One Online Only Op Open Operating
    Operation Operational Operations Ops Or Order Organisation Organisational Organised Other
    Our Out Outcome Outlook Over Oversight Overview Own Owner Oxford Oxfordshire Package Page
    Panel Part Partner Partners Partnership Partnerships Passed Pathway Patient Patrol PC PCSO
    PEEL Pending People Per Perform Performance Perpetrator Perpetrators Person Personal Persons
    Perspective Petition Phase Phone Pick Pilot PIP Plain Plan Planning Plans Plymouth PND
    Police Policing Policy Port Portal Portfolio Post Posts Power Powys Practice Practitioner
    Practitioners Precise Present Press Prevent Preventing Prison Private Proactive Problem
    Procedure Process Procurement Product Professional Programme Project Promotion Pronto
    Proposal Prosecution Protect Protected Protecting Protection Protective Provider Providers
    PS PSD Psychologist Public Publication Purpose PVP Qualified Quality Quarterly Question Race
    Range Rank Ranks Rape RASSO Rated Rather Ready Record Recorded Recording Records Recruit
    Referral Referrals Refresher Region Regional Register Registrar Report Reports
    Representative Request Requires Research Resolution Resource Resources Response Responsible
    Result Review Reviewed Reviewer Reviewers Reviews Risk Road Roads Role Roles Rota Rural Safe
    Safeguarding Safer Safety Said Salford Same Sample Says Scheme School Science Scotland
    Screen Screening Scrutiny Secretary Section Sector Security Self Senior Sent Sergeant
    Sergeants Serious Server Service Services Session Sessions Sex Sexual Sgt Shall Share Shared
    SharePoint She Sheffield Shift Should Shropshire Signed Silver Since Single Site Skills SLT
    So Social Software Some Somerset South Southampton Southern Speaker Special Specialist SPOC
    SPOCs Staff Staffordshire Stage Stalking Standards Station Statutory Steer Steering Still
    Strand Strategic Strategy Student Studio Study Sub Subject Submitted Such Suffolk Super
    Superintendent Superintendents Supervised Supervising Supervision Supervisor Supervisors
    Supervisory Support Supt Surrey Survey Suspect Suspects Sussex Swansea Sweep System Systems
    Tactical Take Takes Target Task Tasking Tbc Tbd TDC TDI TDS Team Teams Technical Technology
    Template Terrorism Test Thames Than That The Their Them Thematic Theme Then There These They
    Third This Those Threat Three Through Tier To Told Toolkit Tools Topic TPC Tracker Traffic
    Trainer Trainers Training Transformation Transport Triage Tribunal Trust Tutor Two Tyneside
    Type Under Unit Units Unknown Until Up Update Updates Upon Use Used Users Using Vacant
    Valley VAWG Vehicle Very Vetting Via Victim Victims Video Violence Violent Virtual Visit
    Visits Volume Volunteer Volunteers Vulnerable Wales Warwickshire Was Watch WDC We Website
    Week Weekly Welfare Well Welsh Went Were Wessex Western Westminster What When Where Which
    While Who Whole Whose Why Wide Will Wiltshire Windows Wirral With Within Without Witness
    Witnesses Worcestershire Word Work Worker Workers Workforce Working Workload Works Workshop
    Would WPC Year Yes Yet York Yorkshire You Youth Zone
""")
"""Words of posts, units, systems, places and prose: after a rank they are no name."""

UNITS = _words("""
    Area BCU Borough Branch Capability Cell Centre Command Constabulary Council County CPT CSP
    Database Department Desk Directorate District Division Hub LPA LPT LPU Network NPT Operation
    Police Portfolio Post Programme Project Region Role Sector Service Software System Systems
    Team Tool Trust Unit
""")
"""Words that make the word before them the name of a unit, a place or a system."""

STREETS = NO_NAMES - _words("""
    Bradford Bristol Bureau Camden Central Chapter Church College Commander Common Durham East
    Essex Exeter First Green High Home House Kent Lancashire Leeds Liverpool London Manchester
    May Midlands New Norfolk North Norwich Nottingham Oxford Park Plymouth Police Port Salford
    School Sheffield South Station Suffolk Surrey Sussex Thames Third Valley West Western York
""")
"""Words before Street, Road or Close that make no address of it: 12 Crime Road Map."""
