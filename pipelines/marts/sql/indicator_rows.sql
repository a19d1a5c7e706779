-- One row per evaluation and indicator of the reports that count, with the number that can be compared, its kind and unit.
-- Dates and ranges are no such numbers; under a name that speaks of growth a percentage is a change.
create temp view valued_rows as
with evaluated as (
    select
        evaluation_id,
        kind = 'department' as whole,
        -- a project keeps its name over the years but for the year in it
        case when kind = 'project' then regexp_replace(subject, '\s|(19|20)\d\d(年度?)?', '', 'g') end as project
    from evaluations
    semi join (select report_id from reports where superseded_by is null) as counted using (report_id)
),
sided as (
    select
        *,
        case when target_kind not in ('date', 'ratio') and target_comparator <> 'between' then target_value end
            as target,
        case when actual_kind not in ('date', 'ratio') and actual_comparator <> 'between' then actual_value end
            as actual,
        case when target_kind = 'percent' and names_growth(level3) then 'change' else target_kind end as target_is,
        case when actual_kind = 'percent' and names_growth(level3) then 'change' else actual_kind end as actual_is
    from indicators
    join evaluated using (evaluation_id)
    where indicator_id is not null
)
select
    evaluation_id, record_id, indicator_id, report_id, region_code, department_id, department, fiscal_year,
    whole, project, level1, level2, level3, attainment, met, target_comparator, actual, target_unit, target_is,
    target, coalesce(department_id, report_id) as peer,
    case when actual is not null then actual_is when target is not null then target_is end as kind,
    case when actual is not null then actual_unit when target is not null then target_unit end as unit,
    coalesce(actual_kind, 'missing') <> 'missing' as is_answered
from sided;

create temp table repeated as
select evaluation_id, indicator_id
from valued_rows
group by all
having count(*) > 1;

-- The rows with an actual, where any has one, stand for all.
create temp table merged_rows as
with standing as (
    select valued_rows.*
    from valued_rows
    semi join repeated using (evaluation_id, indicator_id)
    qualify is_answered = max(is_answered) over (partition by evaluation_id, indicator_id)
),
merged as (
    select
        evaluation_id, min(record_id) as record_id, indicator_id, any_value(report_id) as report_id,
        any_value(region_code) as region_code, any_value(department_id) as department_id,
        any_value(department) as department, any_value(fiscal_year) as fiscal_year, any_value(whole) as whole,
        any_value(project) as project, arg_min(level1, record_id) as level1, arg_min(level2, record_id) as level2,
        arg_min(level3, record_id) as level3, agreed(attainment) as attainment, agreed(met) as met,
        arg_min(target_comparator, record_id) as target_comparator, agreed(actual) as actual,
        agreed(target_unit) as target_unit, agreed(target_is) as target_is, agreed(target) as target,
        any_value(peer) as peer, agreed(kind) as kind, agreed(unit) as unit,
        count(distinct coalesce(target_unit, '')) > 1 as targets_differ,
        count(distinct coalesce(unit, '')) > 1 or count(distinct kind) > 1 as actuals_differ
    from standing
    group by evaluation_id, indicator_id
)
select
    * exclude (targets_differ, actuals_differ)
        replace (
            case when not targets_differ then target end as target,
            case when not actuals_differ then actual end as actual
        )
from merged;

create temp table merged_records as
select evaluation_id, indicator_id, list(record_id order by record_id) as records
from valued_rows
semi join repeated using (evaluation_id, indicator_id)
group by all;

create temp table indicator_rows as
select * exclude (is_answered) from valued_rows anti join repeated using (evaluation_id, indicator_id)
union all by name
from merged_rows;
