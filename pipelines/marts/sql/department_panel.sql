create temp view department_panel as
with counted as (
    select report_id from reports where superseded_by is null
),
own as (
    select *
    from evaluations
    semi join counted using (report_id)
    where department_id is not null and fiscal_year is not null
),
named as (
    select
        department_id,
        fiscal_year,
        arg_min(department, (kind <> 'department', evaluation_id)) as department,
        arg_min(region_code, (kind <> 'department', evaluation_id)) as region_code,
        case
            when min(self_score) filter (kind = 'department') = max(self_score) filter (kind = 'department')
            then min(self_score) filter (kind = 'department')
        end as self_score,
        case
            when min(self_grade) filter (kind = 'department') = max(self_grade) filter (kind = 'department')
            then min(self_grade) filter (kind = 'department')
        end as self_grade
    from own
    group by all
),
verdicts as (
    select
        department_id,
        fiscal_year,
        count(*) as indicators,
        count(*) filter (met) as met,
        count(*) filter (not met) as unmet,
        count(*) filter (met is null) as untold
    from indicators
    semi join counted using (report_id)
    group by all
),
doubts as (
    select
        department_id,
        fiscal_year,
        count(*) filter (severity = 'error') as errors,
        count(*) filter (severity = 'warning') as warnings,
        count(*) filter (severity = 'note') as notes
    from findings
    semi join counted using (report_id)
    group by all
),
-- The sums decide; what is only said or is of one fund counts where nothing said of the whole is apart from it.
rates as (
    select
        department_id,
        fiscal_year,
        coalesce(sum_department, sum_fund, said_department, said_indicator, said_unsaid) as best,
        case
            when sum_department is not null then sum_department
            when apart(best, said_department) or apart(best, said_indicator) or apart(best, sum_table) then null
            when sum_fund is null and apart(best, said_unsaid) then null
            else best
        end as budget_execution_pct
    from department_figures
),
figured as (
    select
        n.department_id,
        n.fiscal_year,
        n.department,
        n.region_code,
        n.self_score,
        n.self_grade,
        f.total_yuan::decimal(20, 2) as total_yuan,
        f.basic_yuan::decimal(20, 2) as basic_yuan,
        f.project_yuan::decimal(20, 2) as project_yuan,
        r.budget_execution_pct::decimal(12, 6) as budget_execution_pct,
        coalesce(v.indicators, 0)::int as indicators,
        coalesce(v.met, 0)::int as met,
        coalesce(v.unmet, 0)::int as unmet,
        coalesce(v.untold, 0)::int as untold,
        coalesce(d.errors, 0)::int as errors,
        coalesce(d.warnings, 0)::int as warnings,
        coalesce(d.notes, 0)::int as notes
    from named as n
    left join department_figures as f using (department_id, fiscal_year)
    left join rates as r using (department_id, fiscal_year)
    left join verdicts as v using (department_id, fiscal_year)
    left join doubts as d using (department_id, fiscal_year)
)
select
    y.*,
    y.self_score - p.self_score as self_score_change,
    y.total_yuan - p.total_yuan as total_yuan_change,
    y.basic_yuan - p.basic_yuan as basic_yuan_change,
    y.project_yuan - p.project_yuan as project_yuan_change,
    y.budget_execution_pct - p.budget_execution_pct as budget_execution_pct_change,
    y.indicators - p.indicators as indicators_change,
    y.met - p.met as met_change,
    y.unmet - p.unmet as unmet_change,
    y.untold - p.untold as untold_change,
    y.errors - p.errors as errors_change,
    y.warnings - p.warnings as warnings_change,
    y.notes - p.notes as notes_change
from figured as y
left join figured as p on p.department_id = y.department_id and p.fiscal_year = y.fiscal_year - 1;
