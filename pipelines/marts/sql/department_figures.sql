-- The figures of a department's own evaluation, each by the first of its wordings that gives one number.
create temp table department_said as
with counted as (
    select evaluation_id
    from evaluations
    semi join (select report_id from reports where superseded_by is null) as c using (report_id)
    where kind = 'department'
),
said as (
    select
        'amounts' as source, evaluation_id, department_id, fiscal_year, amount_yuan::decimal(28, 6) as value,
        plain_label(subject) as subject, regexp_replace(measure, '\s', '', 'g') as measure
    from amounts
    where amount_yuan is not null
    union all
    select
        'claims', evaluation_id, department_id, fiscal_year, value, plain_label(subject),
        regexp_replace(measure, '\s', '', 'g')
    from claims
    where kind = 'percent' and coalesce(comparator, '=') = '='
        and coalesce(try_cast(regexp_extract(period, '\d{4}') as int), fiscal_year) = fiscal_year
    union all
    select 'indicators', evaluation_id, department_id, fiscal_year, actual_value, level3, ''
    from indicators
    where actual_kind = 'percent' and coalesce(actual_comparator, '=') = '='
        and level3 in (select subject from figures where table_name = 'indicators')
)
select
    department_id, fiscal_year, figures.figure, figures.basis, figures.rank::int as rank, said.subject,
    agreed(value) as value
from said
semi join counted using (evaluation_id)
join figures on figures.table_name = said.source and figures.measure = said.measure
    and (figures.subject = said.subject or figures.subject = '*')
where department_id is not null and fiscal_year is not null and value is not null
group by all;

-- Executed / budget of one subject, in percent.
create temp table department_rates as
select
    b.department_id, b.fiscal_year, 'sum_' || b.basis as rated, b.rank,
    case when b.value > 0 then round(e.value::double / b.value::double * 100, 6)::decimal(28, 6) end as value
from department_said as b
join department_said as e using (department_id, fiscal_year, basis, rank, subject)
where b.figure = 'budget' and e.figure = 'executed';

create temp table department_figures as
with worded as (
    select department_id, fiscal_year, figure, rank, value
    from department_said
    where figure not in ('rate', 'budget', 'executed')
    union all
    select department_id, fiscal_year, 'said_' || basis, rank, value
    from department_said
    where figure = 'rate'
    union all
    select department_id, fiscal_year, rated, rank, value
    from department_rates
),
ranked as (
    select department_id, fiscal_year, figure, rank, agreed(value) as value
    from worded
    group by all
),
first_worded as (
    select department_id, fiscal_year, figure, arg_min(value, rank) as value
    from ranked
    group by all
)
pivot first_worded
on figure in (
    'total_yuan', 'basic_yuan', 'project_yuan',
    'sum_department', 'sum_fund', 'sum_table', 'said_department', 'said_indicator', 'said_unsaid'
)
using any_value(value)
group by department_id, fiscal_year;
