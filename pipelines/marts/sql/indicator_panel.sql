-- A value in the base unit of its scale, back in a row's unit.
create temp macro in_unit(value, factor) as
case
    when factor = 1 then try_cast(value as decimal(28, 6))
    else try_cast(round(value::double / factor::double, 6) as decimal(28, 6))
end;

create temp view indicator_panel as
with beside as (
    select
        r.*,
        c.name as indicator_name,
        case
            when t.scale = r.scale and r.target_unit is not distinct from r.unit then r.target
            when t.scale = r.scale then in_unit(try_cast(r.target * t.factor as decimal(38, 10)), r.factor)
        end as target_value,
        case when same.peer is not null then same.value else earlier.value end as previous,
        case when same.peer is not null then same.scale else earlier.scale end as previous_scale,
        peers.peer_count,
        peers.peer_compared,
        case when peers.scale = r.scale then in_unit(peers.peer_median, r.factor) end as peer_median,
        ranks.peer_rank,
        m.records
    from compared as r
    join catalog as c using (indicator_id)
    left join scales as t on t.kind = r.target_is and t.unit is not distinct from r.target_unit
    left join subject_values as same
        on same.indicator_id = r.indicator_id and same.fiscal_year = r.fiscal_year - 1
        and same.peer = r.department_id and same.project is not distinct from r.project
    left join department_values as earlier
        on earlier.indicator_id = r.indicator_id and earlier.fiscal_year = r.fiscal_year - 1
        and earlier.peer = r.department_id
    left join peers on peers.indicator_id = r.indicator_id and peers.fiscal_year = r.fiscal_year
    left join ranks
        on ranks.indicator_id = r.indicator_id and ranks.fiscal_year = r.fiscal_year
        and ranks.peer = r.peer and ranks.value = r.value and ranks.scale = r.scale
    left join merged_records as m on m.evaluation_id = r.evaluation_id and m.indicator_id = r.indicator_id
),
settled as (
    select *, case when previous_scale = scale then in_unit(previous, factor) end as previous_actual
    from beside
)
select
    evaluation_id, report_id, region_code, department_id, department, fiscal_year, indicator_id, indicator_name,
    level1, level2, unit, target_value, actual as actual_value, attainment, met, previous_actual,
    actual - previous_actual as change,
    case
        when previous_actual > 0
        then try_cast(round((actual - previous_actual)::double / previous_actual::double * 100, 6) as decimal(18, 6))
    end as change_pct,
    coalesce(peer_count, 1) as peer_count,
    peer_median,
    peer_rank,
    coalesce(peer_compared, 0) as peer_compared,
    coalesce(records, [record_id]) as records
from settled;
