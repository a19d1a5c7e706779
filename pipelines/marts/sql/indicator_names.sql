-- What the catalog is made of: per indicator its names by frequency, its usual unit and levels, its departments and years.
create temp table indicator_names as
with names as (
    select indicator_id, list(level3 order by level3) as names, list(n order by level3) as counts
    from (select indicator_id, level3, count(*) as n from indicator_rows group by all)
    group by indicator_id
),
units as (
    select indicator_id, arg_min(unit, (-n, unit)) as unit
    from (select indicator_id, unit, count(*) as n from indicator_rows where unit is not null group by all)
    group by indicator_id
),
levels as (
    select indicator_id, arg_min(level1, (-n, level1, level2)) as level1, arg_min(level2, (-n, level1, level2)) as level2
    from (select indicator_id, level1, level2, count(*) as n from indicator_rows group by all)
    group by indicator_id
)
select
    r.indicator_id,
    any_value(n.names) as names,
    any_value(n.counts) as counts,
    any_value(u.unit) as unit,
    any_value(l.level1) as level1,
    any_value(l.level2) as level2,
    count(*) filter (target_comparator in ('>=', '>')) as more,
    count(*) filter (target_comparator in ('<=', '<')) as less,
    coalesce(list_sort(list(distinct department_id) filter (department_id is not null)), []) as departments,
    coalesce(list_sort(list(distinct fiscal_year) filter (fiscal_year is not null)), []) as years
from indicator_rows as r
join names as n using (indicator_id)
left join units as u using (indicator_id)
left join levels as l using (indicator_id)
group by r.indicator_id;
