"""Tell English from other languages in Latin letters, by their small words and their letters."""

import re
from collections import defaultdict
from functools import cache

_PROFILES = {
    "en": "the and is was were are be i you we they it not very good great nice this that of for with but have had "
    "staff room hotel service please thanks thank bad excellent clean friendly slow fast love like too my your from",
    "fr": "mal les des une est et très tres pas mais avec dans nous vous qui que c'est bien merci trop était sont "
    "cette propre je ne sur du au aux j'ai parfait accueil séjour génial nul mauvais bonjour oui chambre "
    "bonne nuit bruyant bruyante jamais moche ravi ravie cher chère chers chaud froid vraiment beaucoup "
    "rien tout toujours encore déjeuner nourriture jolie joli beau rapide gentil "
    "gentils gentille déçu déçue nulle bof aimable agréable dommage non ici aussi",
    "es": "los las una es muy pero con para por del está esta todo bien bueno buena malo mala gracias hay más "
    "mas que fue son habitación servicio excelente limpio perfecto buenísimo hola nada desayuno mucho "
    "genial encanta encantó buen hotel barato barata caro sucio sucia feo fea rico rica lento "
    "rápido amable ruidoso ruido siempre nunca también aquí cama comida agua gente encantado recomiendo "
    "recomendable feliz hermoso hermosa nadie tarde jamás bonito bonita pésimo sí",
    "de": "der das und ist sehr nicht mit ein eine aber auch für wir ich zimmer danke schön sauber zu auf im "
    "gut alles leider freundlich personal schlecht schnell toll prima nichts hallo war schmutzig "
    "laut gerne kein keine nett nette netter freundliche klein kleine groß große teuer billig immer nie "
    "wieder ruhig bitte essen frühstück bett wasser langsam günstig tolle toller hässlich enttäuscht "
    "zufrieden unfreundlich preis lage ja nein kalt sauberes ",
    "it": "il è molto ma per non che della camera grazie buono buona ottimo ottima sono gli tutto bene pulito "
    "personale bellissimo perfetto ciao male pessimo con colazione bello sporco sporca "
    "buonissimo caro rumoroso economico sempre anche qui letto cibo acqua gentili lento "
    "veloce piccolo piccola brutto brutta consigliato consiglio niente",
    "pt": "os muito não nao com para uma mas foi bom boa obrigado obrigada quarto é em que tudo ótimo otimo "
    "excelente mau ruim limpo funcionários péssimo bem adorei barato barata caro sujo suja "
    "feio sempre nunca também aqui cama comida água gentil lento rápido pequeno gostei recomendo "
    "obrigados ",
    "nl": "het een en niet van voor maar zeer goed kamer ook wij dank bedankt heel mooi slecht lekker prima "
    "alles met duur goedkoop vies vriendelijk vriendelijke nooit altijd klein kleine groot mooie "
    "kamers ontbijt langzaam snel rustig lawaaierig geen ja nee lekkere bedden",
    "sv": "och att det är inte mycket bra tack på för dålig dyrt smutsigt trevlig trevliga aldrig alltid "
    "snabb långsam sängen frukost",
    "da": "og ikke meget godt tak på er det god dårlig takk veldig bra dyrt beskidt venlig aldri alltid "
    "hyggelig frokost ",
    "fi": "ja on ei hyvä kiitos erittäin mutta oli huono kallis halpa likainen puhdas ystävällinen nopea hidas "
    "aamiainen sänky hieno",
    "pl": "nie jest bardzo dobry dobra dobrze ale się dziękuję polecam pokój zły drogo tanio brudno czysto "
    "miły miła szybko wolno śniadanie łóżko świetnie nigdy zawsze tak",
    "cs": "je velmi dobrý děkuji ale není hezké pokoj drahé levné špinavé čisté milý rychle pomalu snídaně "
    "postel nikdy vždy dobře špatně ano",
    "tr": "ve bir çok iyi için ama teşekkürler güzel değil kötü oda pahalı ucuz kirli temiz hızlı yavaş "
    "kahvaltı yatak asla zaman berbat harika mükemmel evet hayır",
    "id": "yang dan tidak sangat baik bagus terima kasih dengan untuk saya ini itu kamar bersih jelek enak "
    "mahal murah kotor cepat lambat sarapan kasur pernah selalu ramah nyaman mantap kurang suka ",
    "vi": "rất tốt không và là của cảm ơn đẹp tệ phòng ngon đắt rẻ bẩn sạch nhanh chậm giường thân thiện tuyệt "
    "vời ổn dở",
}
_WEAK = frozenset(
    re.findall(
        r"\w+",
        "la le el los las de des du da do no en es er on an con per a o e i y super personal prima war "
        "ama au beau bonita buena camera cher com dan dank del della em encore est esta et god gut hotel "
        "il im ja jolie joli les ma male met nada ne non oda os que ravi ravie rica rico son todo toll "
        "una van ve yang mit att ale alles mahal bra pas sur tout klein essen piccolo heel nee ano tak "
        "tack jest dobra agua bello lento die in zu auf mau",
    )
)
"""Small words of others that also stand in English names and phrases: they confirm, alone they prove nothing."""

_WHOLE = frozenset(["gut", "nada", "prima", "bello", "tak", "tack", "mahal"])
"""Except where one is the whole comment."""

_ENGLISH_WITH_MARKS = frozenset(
    re.findall(
        r"\w+",
        "café cafés résumé résumés naïve façade déjà fiancé fiancée entrée entrées jalapeño décor soufflé sauté crème "
        "brûlée piñata señor über à cliché née touché purée passé señorita doppelgänger",
    )
)


def is_foreign(words: list[str]) -> bool:
    """Tell whether Latin words are clearly not English; a lone unknown word counts as English.

    >>> is_foreign(["Très", "bien"]), is_foreign(["Las", "Vegas"]), is_foreign(["José", "was", "great"])
    (True, False, False)
    """
    if len(words) == 1 and words[0].lower() in _WHOLE:
        return True
    found = defaultdict[str, float](float)
    marked = 0.0
    for word in words:
        plain = word.lower().replace("’", "'")
        for language in _languages_of_words().get(plain, ()):
            found[language] += 0.5 if plain in _WEAK else 1
        if not plain.isascii() and plain not in _ENGLISH_WITH_MARKS:
            marked += 0.5 if word[0].isupper() else 1
    english = found.pop("en", 0.0)
    other = max(max(found.values(), default=0.0), marked)
    return other > english and other >= 1 and other * 5 >= len(words)


@cache
def _languages_of_words() -> dict[str, list[str]]:
    table: dict[str, list[str]] = {}
    for language, words in _PROFILES.items():
        for word in words.split():
            table.setdefault(word, []).append(language)
    return table
