"""Names of somewhere else, of the author and of works are nobody's here; those beside them who serve still are."""

import pytest

from nlp.people import PersonContext, load

# text, who is staff
TEXTS = [
    ("We walked over to Danny's across the street.", []),
    ("Walked over to Danny at the bar across the street.", ["Danny"]),
    ("I highly recommend Lopo's. The stores are nice too.", []),
    ("Dinner at Rosa's was cold but Rosa at the front desk comped it.", ["Rosa"]),
    ("Almost as hard as the Binding of Isaac and twice as long.", []),
    ("I felt like Nick Papagiorgio from Yuma.", []),
    ("It felt like Maria cared about us.", ["Maria"]),
    ("Lost my bags on a flight from Chi to Eri.", []),
    ("Our flight from Boston was late but Marcus at the gate helped us.", ["Marcus"]),
    ("Then they sent the flight on to LEX for tomorrow.", []),
    ("I was checked in as Rebecca Lindqvist.", []),
    ("They greeted me Mr Davidson, how nice to be known.", []),
    ("@pia Why not? We'd love to see you, Ruth!", []),
    ("Breakfast in-house is a bonus, and Co-op next door.", []),
    ("Whoooo Hooooo, just crossed 25,000 points", []),
    ('"Never again!" ~ Dorian Vane', []),
    ("Any ideas how to fix this? Thank you kindly Matt", []),
    ("Please advise. Best wishes, Marianne", []),
    ("Please help me, I am so stressed. Thank you, Anthony.", []),
    ("It was a great stay. Thank you, Anthony!", ["Anthony"]),
    ("Our waitress was the best, Marianne", ["Marianne"]),
    ("My tabs are gone (all of them) Gerry", []),
    ("Umar mixes the best drinks and is so friendly.", ["Umar"]),
    ("Ursula rings the bell for us every day.", ["Ursula"]),
    ("Paris cards the crowd.", []),
    ("Caroll & Sons left the scaffolding up.", []),
    ("Next to Marcela's on the corner.", []),
    ("Evan's is the only place open after ten.", []),
    ("I played as Dinesh until the update broke my save.", []),
    ("The boss fight against Matej is unfair.", []),
    ("Walked like a young Roselle Ivanov.", []),
    ("At the corner of Lucie and Fourth there is no parking.", []),
    ("Roos are not what they look like on the website.", []),
    ("Rosa and Ben are the best at the front desk.", ["Rosa", "Ben"]),
    ("It was open Wed.-Sun from noon.", []),
    ("I bought a small can of Pringles from the snack bar.", []),
    ("I still love roullette though.", []),
    ("We loved Marianne at the front desk.", ["Marianne"]),
    ("Most places were closed but Diablo did have some great chicken fajitas!", []),
    ("The person there Didnot do anything.", []),
    ("Please advise me how to chang the black background.", []),
    ("Lots of tradition and lore in this place.", []),
    ("Lady was very rude.", []),
    ("We apologize for your frustrations, Michael.", []),
    ("Could you please help me. Thanks George", []),
    ("Could you please pass this on. Thanks to George at the desk!", ["George"]),
    ("They run a one man show with Terry Lindqvist!", []),
    ("I saw Christine do that to others. Christine had a very rude attitude.", ["Christine", "Christine"]),
]


@pytest.mark.parametrize(("text", "staff"), TEXTS)
def test_only_who_serves_here_is_staff(text, staff):
    (found,) = load([]).read([PersonContext(text=text, language="en")])
    assert [m.surface for m in found.mentions if m.staff] == staff
