//! The words that only the facts know; those that the arithmetic knows too are one level up.

use super::{
    ArrayType, ColIdx, ColumnType, DbErr, Deserialize, FromStr, Nullable, QueryResult, Serialize,
    TryGetError, TryGetable, Value, ValueType, ValueTypeErr, WordError, fmt,
};

words! {
    /// What sort of unit a node of the tree is.
    UnitKind {
        /// The root.
        Company "company",
        /// A place.
        Site "site",
        /// A department.
        Department "department",
        /// A team.
        Team "team",
    }

    /// What a login may do beyond what follows from its place in the organisation.
    Role {
        /// Everything.
        Administrator "administrator",
        /// All goals and cycles.
        GoalAdministrator "goal_administrator",
        /// All KPIs, targets and measurements.
        PerformanceAdministrator "performance_administrator",
        /// The usual.
        Member "member",
        /// Sees everything, changes nothing.
        Auditor "auditor",
    }

    /// The language a login reads.
    UserLocale {
        /// Simplified Chinese.
        ZhCn "zh-CN",
        /// English.
        En "en",
    }

    /// Light or dark.
    Theme {
        /// As the device says.
        System "system",
        /// Light.
        Light "light",
        /// Dark.
        Dark "dark",
    }

    /// How close together things stand on the page.
    Density {
        /// With air.
        Comfortable "comfortable",
        /// Close.
        Compact "compact",
    }

    /// What a one-time link is for.
    UserLinkKind {
        /// The first password.
        Invitation "invitation",
        /// A new password.
        Reset "reset",
    }

    /// What a bearer token may do.
    TokenScope {
        /// Read.
        Read "read",
        /// Read and write.
        Write "write",
    }

    /// Who sees an objective.
    Visibility {
        /// Everyone in the organisation.
        Organization "organization",
        /// The owning unit, those below it and those above.
        Unit "unit",
        /// The owner and the manager line.
        Confidential "confidential",
    }

    /// Where an objective stands.
    ObjectiveState {
        /// Being written; counts nowhere.
        Draft "draft",
        /// Counts.
        Published "published",
        /// Graded; counts, no longer edited.
        Closed "closed",
    }

    /// What counts as success of a key result.
    KeyResultKind {
        /// From S up to T.
        Increase "increase",
        /// From S down to T.
        Decrease "decrease",
        /// Stay at or above.
        AtLeast "at_least",
        /// Stay at or below.
        AtMost "at_most",
        /// Stay inside.
        Between "between",
        /// Steps.
        Milestones "milestones",
        /// Done or not.
        YesNo "yes_no",
        /// Find out where we stand.
        Baseline "baseline",
    }

    /// How progress is expected to come.
    PaceKind {
        /// Evenly over working days.
        Linear "linear",
        /// Through the phases.
        Phased "phased",
        /// As last year.
        Seasonal "seasonal",
    }

    /// How a number is shown.
    NumberFormat {
        /// A plain number.
        Number "number",
        /// A ratio, shown times 100.
        Percent "percent",
        /// Money.
        Currency "currency",
        /// Minutes.
        Duration "duration",
        /// A number with its own label.
        Custom "custom",
    }

    /// Which periods of the KPI a link reads; the n of a rolling window is a column of its own.
    LinkWindowKind {
        /// The latest period that has ended and has a value.
        LatestComplete "latest_complete",
        /// The latest period with a value.
        LatestSoFar "latest_so_far",
        /// From the cycle's start to today.
        CycleToDate "cycle_to_date",
        /// The last n complete periods.
        Rolling "rolling",
        /// The cycle's whole span.
        WholeCycle "whole_cycle",
    }

    /// What a measurement was recorded for.
    SubjectKind {
        /// A unit.
        Unit "unit",
        /// A person.
        Person "person",
    }

    /// Where a measurement came from.
    MeasurementSource {
        /// Typed in.
        Manual "manual",
        /// From a file.
        Import "import",
        /// Through the API.
        Api "api",
        /// The demo's operations.
        Demo "demo",
        /// A check-in.
        CheckIn "check_in",
        /// Fetched from a data source.
        Source "source",
    }

    /// What sort of place values come from.
    SourceKind {
        /// A query to a database.
        Sql "sql",
        /// A service that answers with JSON.
        Http "http",
        /// A range query to Prometheus.
        Prometheus "prometheus",
        /// A folder of files.
        Folder "folder",
    }

    /// What became of a run of a source.
    RunOutcome {
        /// It goes on.
        Running "running",
        /// Everything that came is recorded, or was known.
        Succeeded "succeeded",
        /// Rows cannot be taken; nothing of them was recorded.
        Rejected "rejected",
        /// The source gave no rows.
        Failed "failed",
        /// The service stopped meanwhile.
        Interrupted "interrupted",
    }

    /// How a target was divided.
    TargetMethod {
        /// Over periods, by their working days.
        WorkingDays "working_days",
        /// Evenly over periods.
        Periods "periods",
        /// As the values of a year before.
        LastYear "last_year",
        /// The same marks in every period.
        Same "same",
        /// Evenly over units.
        Equal "equal",
        /// By the shares given.
        Shares "shares",
        /// The same marks for every unit.
        Copied "copied",
        /// As given.
        ByHand "by_hand",
    }

    /// What an alert warns of.
    AlertKind {
        /// The target will most likely be missed.
        OffTargetForecast "off_target_forecast",
        /// A period is out of the ordinary.
        Anomaly "anomaly",
        /// A value is late.
        Stale "stale",
        /// The value is worse than the floor or outside the range.
        CorridorBreach "corridor_breach",
    }

    /// What a score snapshot is of.
    SnapshotKind {
        /// The organisation.
        Organization "organization",
        /// A unit.
        Unit "unit",
        /// An objective.
        Objective "objective",
        /// A key result.
        KeyResult "key_result",
    }
}
