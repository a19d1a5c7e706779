-- One row per evaluation and indicator of the reports that count, with the number that can be compared and its unit.
-- Dates and ranges are no such numbers. Of a row printed twice the first with an actual stands.
create temp table indicator_rows as
with evaluated as (
    select
        evaluation_id,
        kind = 'department' as whole,
        -- a project keeps its name over the years but for the year in it
        case when kind = 'project' then regexp_replace(subject, '\s|(19|20)\d\d(年度?)?', '', 'g') end as project
    from evaluations
    semi join (select report_id from reports where superseded_by is null) as counted using (report_id)
),
valued as (
    select
        evaluation_id, record_id, indicator_id, report_id, region_code, department_id, department, fiscal_year,
        whole, project, level1, level2, level3, attainment, met, target_comparator, target_unit, actual_unit,
        case when target_kind not in ('date', 'ratio') and target_comparator <> 'between' then target_value end
            as target,
        case when actual_kind not in ('date', 'ratio') and actual_comparator <> 'between' then actual_value end
            as actual
    from indicators
    join evaluated using (evaluation_id)
    where indicator_id is not null
)
select
    evaluation_id, record_id, indicator_id, report_id, region_code, department_id, department, fiscal_year,
    whole, project, level1, level2, level3, attainment, met, target_comparator, actual, target, target_unit,
    coalesce(department_id, report_id) as peer,
    case when actual is not null then actual_unit when target is not null then target_unit end as unit
from valued
qualify row_number() over (partition by evaluation_id, indicator_id order by actual is null, record_id) = 1;
