-- What can be compared is compared in the catalog's unit.
create temp table compared as
select
    r.*,
    case
        when r.unit is not distinct from c.unit then r.actual
        else try_cast(r.actual * conversions.multiplier as decimal(28, 6))
    end as value
from indicator_rows as r
join catalog as c using (indicator_id)
left join conversions on conversions.unit = r.unit and conversions.into = c.unit;

-- A department's value of a year: that of its whole evaluation, or the one its projects agree on.
create temp table department_values as
select
    indicator_id,
    fiscal_year,
    peer,
    case
        when min(value) filter (whole) = max(value) filter (whole) then min(value) filter (whole)
        when min(value) filter (whole) is null and min(value) = max(value) then min(value)
    end as value
from compared
where fiscal_year is not null
group by all;

-- The same project's value; between a department's own rows project is null.
create temp table subject_values as
select
    indicator_id, fiscal_year, peer, project, case when min(value) = max(value) then min(value) end as value
from compared
where fiscal_year is not null
group by all;

create temp table peers as
select
    indicator_id, fiscal_year, count(*) as peer_count, median(value) as peer_median
from department_values
group by all;

create temp table ranks as
select
    indicator_id,
    fiscal_year,
    peer,
    value,
    rank() over (
        partition by indicator_id, fiscal_year
        order by case c.direction when 'lower' then value else -value end
    ) as peer_rank
from department_values
join catalog as c using (indicator_id)
where value is not null and c.direction is not null;
