//! What a column is, from its name in Chinese or English.

/// What a column may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Which KPI.
    Kpi,
    /// Which unit.
    Unit,
    /// Which person, where the value is one's.
    Person,
    /// Which period.
    Period,
    /// The value.
    Value,
    /// Above the line of a ratio.
    Numerator,
    /// Below the line of a ratio.
    Denominator,
    /// A word about it.
    Note,
}

impl Role {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Kpi,
        Self::Unit,
        Self::Person,
        Self::Period,
        Self::Value,
        Self::Numerator,
        Self::Denominator,
        Self::Note,
    ];

    /// The name on the wire.
    pub fn key(self) -> &'static str {
        match self {
            Self::Kpi => "kpi",
            Self::Unit => "unit",
            Self::Person => "person",
            Self::Period => "period",
            Self::Value => "value",
            Self::Numerator => "numerator",
            Self::Denominator => "denominator",
            Self::Note => "note",
        }
    }

    /// Names of such columns, the more certain ones first.
    fn names(self) -> impl Iterator<Item = &'static str> {
        let names = match self {
            Self::Kpi => KPI,
            Self::Unit => UNIT,
            Self::Person => PERSON,
            Self::Period => PERIOD,
            Self::Value => VALUE,
            Self::Numerator => "numerator 分子 分子值 num",
            Self::Denominator => "denominator 分母 分母值 denom den",
            Self::Note => NOTE,
        };
        names.split_whitespace()
    }
}

const KPI: &str = "kpi kpi编码 kpi代码 指标编码 指标代码 指标编号 kpicode kpiid indicatorcode \
    metriccode 指标 指标名称 kpi指标 kpi名称 kpiname 考核指标 indicator indicatorname metric \
    metricname measure";
const UNIT: &str = "unit unitcode 部门编码 部门代码 组织编码 机构编码 单位编码 orgunit orgunitcode \
    部门 部门名称 责任部门 所属部门 组织 组织单元 机构 团队 站点 门店 分公司 单位 单位名称 unitname \
    department dept team site branch division location airport organization organisation org";
const PERSON: &str = "person personcode 员工编码 员工编号 工号 人员编码 人员编号 employeecode employeeid \
    员工 人员 姓名 员工姓名 成员 employee employeename personname member salesperson email 邮箱";
const PERIOD: &str = "period periodon 周期 期间 日期 统计周期 统计日期 考核周期 数据日期 统计时间 \
    date day month week quarter year time 月份 年月 季度 年度 年份 时间 月 周 周次";
const VALUE: &str = "value 值 数值 实际值 actual actualvalue 完成值 实绩 实际 本期值 结果 result \
    amount 金额 数量 数据 number";
const NOTE: &str = "note notes 备注 说明 注释 原因 comment comments remark remarks reason";

/// What a column of this name is, and how certain the name is: 0 is the most.
pub fn role_of(name: &str) -> Option<(Role, usize)> {
    let name = normal(name);
    Role::ALL.into_iter().find_map(|role| {
        let at = role.names().position(|known| known == name)?;
        Some((role, at))
    })
}

/// The name in small letters without blanks, marks and what stands in brackets.
///
/// ```
/// use sheet::header::normal;
/// assert_eq!(normal(" KPI_Code（必填）*"), "kpicode");
/// ```
pub fn normal(name: &str) -> String {
    let name = crate::plain::plain(name).to_lowercase();
    let outside = name.split(['(', '[', '【']).next().unwrap_or_default();
    outside.chars().filter(|c| c.is_alphanumeric()).collect()
}
