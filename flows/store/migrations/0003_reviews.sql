-- Which line of which workbook an edit was, when it was read, and the answer in both languages.

ALTER TABLE reviews ADD COLUMN about TEXT;
ALTER TABLE reviews ADD COLUMN label TEXT;
ALTER TABLE reviews ADD COLUMN night TEXT;
ALTER TABLE reviews ADD COLUMN answer_en TEXT;
ALTER TABLE reviews ADD COLUMN slot TEXT;
ALTER TABLE reviews ADD COLUMN turn INTEGER;
