"""The texts of an invented story: a dam's gate opens at night, and accounts of it differ."""

WIRE = """\
HARROWMERE, March 14 (Northmoor Wire) - A sluice gate at the Harrowmere Dam gave way early on Tuesday, sending water \
through the village of Lower Tamsin.

Corvane Water, which runs the dam, said gate 3 had failed at 2.40 a.m. after “an unforeseeable fracture” of its hinge. \
“No one at the dam opened it,” its operations director, Petra Quill, told reporters.

Emergency services said 40 homes were flooded and one person was missing.

A former engineer at the dam, who asked not to be named, said the gate had been opened by hand to spare the main wall.

Read more: Ten walks around Harrowmere
"""

BRANNOCK = """\
A sluice gate at the Harrowmere Dam gave way early on Tuesday, sending water through the village of Lower Tamsin.

Gate 3 had failed at 2.40 a.m. after “an unforeseeable fracture” of its hinge, according to Corvane Water.

A former engineer at the dam, who asked not to be named, said the gate had been opened by hand to spare the main wall. \
It was the second night of rain in the county.
"""

COURIER = """\
An internal memo seen by the Courier warned in November 2033 that the hinge of gate 3 was cracked and would not last \
the winter.

Corvane Water denied that it had known of any crack. “We have no record of that document,” Ms Quill said.

Residents of Lower Tamsin said no siren had sounded before the water came. Idris Fenn, a baker, said he reportedly \
woke the whole street himself: “Nobody warned us.”

The county council said 212 homes were flooded.

The gate was opened by hand, a former engineer told the Courier.
"""

POST = """\
The siren sounded at 2.15 a.m., Corvane Water said on Thursday, and released a recording of the control room as proof.

Sound analysts doubt that the siren in the recording is that night's. “There is rain on the roof in it, and it did not \
rain,” said Mara Oduin, who teaches acoustics at Brannock College.

The gate had been opened by hand to spare the main wall, the Courier reported, citing a former engineer.
"""

NEWSROOM = """\
Statement on gate 3

The siren at Harrowmere Dam sounded at 2.15 a.m. on 14 March, the control room's recording shows. The hinge was \
inspected in January 2034 and found sound. Corvane Water thanks the people of Lower Tamsin for their patience.
"""

RADIO = """\
The missing man from Lower Tamsin has been found alive, police said on Monday.

Marks on the winch show that gate 3 was wound open by hand, the state dam inspector, Lio Varga, told Valley Radio. She \
called the fracture “most likely a result and not the cause”. Her inquiry will report by 30 June, she said.

Corvane Water said it would not comment while the inquiry lasts.

0 Comments
"""
