-- The figures of a department's own evaluation, each by the first of its wordings that gives one number.
create temp table department_figures as
with counted as (
    select evaluation_id
    from evaluations
    semi join (select report_id from reports where superseded_by is null) as c using (report_id)
    where kind = 'department'
),
said as (
    select
        'amounts' as source, evaluation_id, department_id, fiscal_year, amount_yuan::decimal(28, 6) as value,
        coalesce(regexp_replace(subject, '\s', '', 'g'), '') as subject,
        regexp_replace(measure, '\s', '', 'g') as measure
    from amounts
    where amount_yuan is not null
    union all
    select
        'claims', evaluation_id, department_id, fiscal_year, value,
        coalesce(regexp_replace(subject, '\s', '', 'g'), ''), regexp_replace(measure, '\s', '', 'g')
    from claims
    where kind = 'percent' and value is not null
),
worded as (
    select
        department_id, fiscal_year, figures.figure, figures.rank::int as rank,
        case when min(value) = max(value) then min(value) end as value
    from said
    semi join counted using (evaluation_id)
    join figures on figures.table_name = said.source and figures.measure = said.measure
        and (figures.subject = said.subject or figures.subject = '*')
    where department_id is not null and fiscal_year is not null
    group by all
),
first_worded as (
    select department_id, fiscal_year, figure, arg_min(value, rank) as value
    from worded
    group by all
)
pivot first_worded
on figure in ('total_yuan', 'basic_yuan', 'project_yuan', 'rate', 'budget', 'executed')
using any_value(value)
group by department_id, fiscal_year;
