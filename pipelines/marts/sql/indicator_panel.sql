create temp view indicator_panel as
with beside as (
    select
        r.*,
        c.name as indicator_name,
        -- from the catalog's unit back into the row's
        case when r.unit is not distinct from c.unit then 1 else back.multiplier end as back,
        case
            when r.unit is not distinct from r.target_unit then r.target
            else try_cast(r.target * own.multiplier as decimal(28, 6))
        end as target_value,
        case when same.peer is not null then same.value else earlier.value end as previous,
        peers.peer_count,
        peers.peer_median,
        ranks.peer_rank
    from compared as r
    join catalog as c using (indicator_id)
    left join conversions as back on back.unit = c.unit and back.into = r.unit
    left join conversions as own on own.unit = r.target_unit and own.into = r.unit
    left join subject_values as same
        on same.indicator_id = r.indicator_id and same.fiscal_year = r.fiscal_year - 1
        and same.peer = r.department_id and same.project is not distinct from r.project
    left join department_values as earlier
        on earlier.indicator_id = r.indicator_id and earlier.fiscal_year = r.fiscal_year - 1
        and earlier.peer = r.department_id
    left join peers on peers.indicator_id = r.indicator_id and peers.fiscal_year = r.fiscal_year
    left join ranks
        on ranks.indicator_id = r.indicator_id and ranks.fiscal_year = r.fiscal_year
        and ranks.peer = r.peer and ranks.value = r.value
),
settled as (
    select
        *,
        try_cast(previous * back as decimal(28, 6)) as previous_actual,
        case when back is not null then actual - try_cast(previous * back as decimal(28, 6)) end as change,
        try_cast(peer_median * back as decimal(28, 6)) as median_here
    from beside
)
select
    evaluation_id, report_id, region_code, department_id, department, fiscal_year, indicator_id, indicator_name,
    level1, level2, unit, target_value, actual as actual_value, attainment, met, previous_actual, change,
    case
        when previous_actual > 0
        then try_cast(round(change::double / previous_actual::double * 100, 6) as decimal(18, 6))
    end as change_pct,
    coalesce(peer_count, 1) as peer_count,
    median_here as peer_median,
    peer_rank
from settled;
