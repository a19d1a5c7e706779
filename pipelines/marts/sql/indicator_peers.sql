-- Values of one scale, a kind and a family of units, are compared in the family's base unit.
create temp table compared as
select
    r.*,
    s.scale,
    s.factor,
    case when s.factor = 1 then r.actual else try_cast(r.actual * s.factor as decimal(38, 10)) end as value
from indicator_rows as r
left join scales as s on s.kind = r.kind and s.unit is not distinct from r.unit;

-- A department's value of a year: that of its whole evaluation, or the one its projects agree on.
create temp table department_values as
with sides as (
    select
        indicator_id,
        fiscal_year,
        peer,
        min(value) filter (whole) as whole_low,
        max(value) filter (whole) as whole_high,
        min(scale) filter (whole and value is not null) as whole_scale,
        max(scale) filter (whole and value is not null) as whole_scale_high,
        min(value) as low,
        max(value) as high,
        min(scale) filter (value is not null) as scale,
        max(scale) filter (value is not null) as scale_high
    from compared
    where fiscal_year is not null
    group by all
)
select
    indicator_id,
    fiscal_year,
    peer,
    case
        when whole_low is not null
        then case when whole_low = whole_high and whole_scale = whole_scale_high then whole_low end
        when low = high and scale = scale_high then low
    end as value,
    coalesce(whole_scale, scale) as scale
from sides;

-- The same project's value; between a department's own rows project is null.
create temp table subject_values as
select
    indicator_id,
    fiscal_year,
    peer,
    project,
    case when min(value) = max(value) and min(scale) = max(scale) then min(value) end as value,
    min(scale) as scale
from compared
where fiscal_year is not null
group by all;

-- The scale the peers of a year are compared in: a level before a change, then the one most of them have.
create temp table peer_scales as
with counted as (
    select indicator_id, fiscal_year, scale, count(*) as n
    from department_values
    where value is not null
    group by all
),
kinds as (
    select distinct scale, kind
    from scales
)
select
    indicator_id,
    fiscal_year,
    arg_min(scale, (kinds.kind = 'change', -n, home.unit is null, scale)) as scale
from counted
join kinds using (scale)
join catalog using (indicator_id)
left join scales as home using (scale, unit)
group by all;

create temp table peers as
select
    indicator_id,
    fiscal_year,
    any_value(s.scale) as scale,
    count(*) as peer_count,
    count(value) filter (d.scale = s.scale) as peer_compared,
    median(value) filter (d.scale = s.scale) as peer_median
from department_values as d
left join peer_scales as s using (indicator_id, fiscal_year)
group by indicator_id, fiscal_year;

create temp table ranks as
select
    indicator_id,
    fiscal_year,
    peer,
    value,
    scale,
    rank() over (
        partition by indicator_id, fiscal_year
        order by case direction when 'lower' then value else -value end
    ) as peer_rank
from department_values
semi join peer_scales using (indicator_id, fiscal_year, scale)
join catalog using (indicator_id)
where value is not null and direction is not null;
