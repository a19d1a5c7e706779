-- What several rows say: null where they differ or one of them says nothing.
create temp macro agreed(said) as case when min(said) = max(said) and count(said) = count(*) then min(said) end;

-- Two rates that no rounding makes one.
create temp macro apart(one, other) as
abs(one - other) > 0.1 and round(one, 0) <> other and round(other, 0) <> one;

-- The words of a label as the figures name them: 其中：基本支出 and 1.基本支出/万元 are 基本支出.
create temp macro plain_label(label) as
regexp_replace(
    regexp_replace(
        regexp_replace(coalesce(label, ''), '\s', '', 'g'),
        '^(其中[:：]?|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[)）]|\d+[.、．])+', ''
    ),
    '([（(][^（()）]*[)）]|[/／:：](人民币)?[百千万亿]*元|[:：])+$', ''
);
