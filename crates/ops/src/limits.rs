//! Every limit of the product, named in one file.

/// Items on a page when none are asked for.
pub const PAGE_SIZE_DEFAULT: u64 = 50;
/// Items on a page at most.
pub const PAGE_SIZE_MAX: u64 = 200;
/// Periods that the editor of a formula computes while one types.
pub const FORMULA_PERIODS_TRIED: u16 = 6;
/// Versions of one KPI's definition.
pub const KPI_VERSIONS_MAX: usize = 200;
/// Levels of the organisation tree.
pub const UNIT_DEPTH_MAX: usize = 20;
/// Nesting of cycles (a year holds halves hold quarters hold months …).
pub const CYCLE_DEPTH_MAX: usize = 6;
/// Characters of a name or title.
pub const NAME_CHARACTERS_MAX: usize = 200;
/// Characters of a code.
pub const CODE_CHARACTERS_MAX: usize = 64;
/// Characters of a note, description or reason.
pub const TEXT_CHARACTERS_MAX: usize = 10_000;
/// Milestones of one key result.
pub const MILESTONES_MAX: usize = 100;
/// Key results of one objective.
pub const KEY_RESULTS_PER_OBJECTIVE_MAX: u64 = 200_000;
/// KPIs that drive one KPI.
pub const DRIVERS_PER_KPI_MAX: usize = 50;
/// KPIs on one tree of KPIs at most; above it the tree says that it is cut.
pub const KPI_TREE_NODES_MAX: usize = 2_000;
/// Complete periods back from today over which the evidence of a driver is looked for.
pub const DRIVER_EVIDENCE_PERIODS: u16 = 24;
/// Links of one key result.
pub const LINKS_PER_KEY_RESULT_MAX: usize = 50;
/// Bytes of a JSON request body.
pub const BODY_BYTES_MAX: usize = 4 * 1024 * 1024;
/// Measurements in one JSON request.
pub const MEASUREMENTS_PER_REQUEST_MAX: usize = 10_000;
/// Bytes of a file of measurements that is sent over HTTP.
pub const UPLOAD_BYTES_MAX: u64 = 1024 * 1024 * 1024;
/// Bytes of one line of NDJSON.
pub const LINE_BYTES_MAX: usize = 64 * 1024;
/// Rows of one import file.
pub const IMPORT_ROWS_MAX: usize = 10_000_000;
/// Points of one series response.
pub const SERIES_POINTS_MAX: usize = 5_000;
/// Scores named in one response as moved; the rest is counted.
pub const MOVED_SHOWN_MAX: usize = 50;
/// Inputs shown at each level of a proof; the rest is counted.
pub const PROOF_INPUTS_MAX: usize = 200;
/// Recorded facts read for one proof.
pub const PROOF_FACTS_MAX: u64 = 1_500;
/// Recorded facts read for one number of a proof.
pub const PROOF_FACTS_EACH_MAX: u64 = 62;
/// Hits of a search, over all nouns.
pub const SEARCH_HITS_MAX: u64 = 30;
/// Days a browser stays signed in without being used.
pub const SESSION_DAYS_MAX: i64 = 14;
/// Hours an invitation is good for.
pub const INVITATION_HOURS_MAX: i64 = 7 * 24;
/// Hours a password reset link is good for.
pub const RESET_HOURS_MAX: i64 = 24;
/// Hours the answer to an `Idempotency-Key` is kept.
pub const IDEMPOTENCY_HOURS_MAX: i64 = 24;
/// Characters a password has at least.
pub const PASSWORD_CHARACTERS_MIN: usize = 10;
/// Characters a password has at most; hashing longer ones would cost without adding strength.
pub const PASSWORD_CHARACTERS_MAX: usize = 256;
/// Failed sign-ins of one address within [`SIGN_IN_WINDOW_MINUTES`] before it has to wait.
pub const SIGN_IN_FAILURES_MAX: u32 = 10;
/// Minutes over which failed sign-ins are counted.
pub const SIGN_IN_WINDOW_MINUTES: i64 = 15;
/// Working days after its period at which a value is due at the latest.
pub const DUE_WORKING_DAYS_MAX: i32 = 260;
/// Perspectives of an organisation, archived ones too.
pub const PERSPECTIVES_MAX: usize = 200;
/// Days before today from which measurements are held in memory.
pub const LIVE_DAYS: i64 = 800;
/// Live events kept for a slow subscriber before it is told to read the change log instead.
pub const EVENTS_BUFFERED_MAX: usize = 1024;
/// Values that an organisation names.
pub const ORGANIZATION_VALUES_MAX: usize = 20;
/// Names listed in one message; the rest is counted.
pub const NAMES_SHOWN_MAX: usize = 5;
/// Rows of the manager line looked at when a new one is checked for loops.
pub const MANAGER_LINES_WALKED_MAX: usize = 1_000;
/// Days of one cycle: ten years.
pub const CYCLE_DAYS_MAX: i32 = 3_660;
/// Characters of a browser's name that are kept with its session.
pub const USER_AGENT_CHARACTERS_MAX: usize = 300;
/// Minutes between two notes that a session or token was used.
pub const TOUCH_MINUTES: i64 = 5;
/// Periods that a rolling window of a link covers.
pub const LINK_WINDOW_PERIODS_MAX: i32 = 400;
/// Rejected lines of an import that the report shows; the rest is counted, and written aside by a
/// partial import.
pub const IMPORT_REJECTED_SHOWN_MAX: usize = 100;
/// Cells of an uploaded table that cannot be taken and are shown; the rest is counted.
pub const UPLOAD_REFUSED_SHOWN_MAX: usize = 1_000;
/// Values of an uploaded table that the preview shows as they would be recorded.
pub const UPLOAD_VALUES_SHOWN_MAX: usize = 20;
/// Rows of a table that are looked at to find out what its columns are.
pub const UPLOAD_ROWS_LOOKED_AT: usize = 50;
/// Values that the preview of a column shows.
pub const UPLOAD_SAMPLES_MAX: usize = 3;
/// Columns of an uploaded table.
pub const UPLOAD_COLUMNS_MAX: u32 = 10_000;
/// Bytes that an uploaded workbook unpacks to.
pub const UPLOAD_UNPACKED_BYTES_MAX: u64 = 512 * 1024 * 1024;
/// Ended periods, counted back from today, whose missing values somebody is asked for.
pub const DUE_PERIODS_MAX: i32 = 12;
/// Missing values that are looked through for one page.
pub const DUE_VALUES_MAX: usize = 20_000;
/// Characters of a number in a file.
pub const NUMBER_CHARACTERS_MAX: usize = 64;
/// Changes that one request for a page of the log looks at, for a viewer who may not see all of
/// them.
pub const CHANGES_SCANNED_MAX: usize = 2_000;
/// Rows that an export reads at once.
pub const EXPORT_ROWS_AT_ONCE: u64 = 2_000;
/// Periods of a series when no first day is asked for: a year and the same period of the year
/// before.
pub const SERIES_PERIODS_DEFAULT: u16 = 13;
/// Past states held in memory, over all organisations.
pub const PAST_STATES_MAX: usize = 6;
/// Facts of past states held in memory together; the last one used is held whatever it weighs.
pub const PAST_FACTS_MAX: usize = 1_000_000;
/// Past states built at the same time.
pub const PAST_BUILDS_AT_ONCE_MAX: usize = 2;
/// Periods of a forecast when none are asked for.
pub const FORECAST_PERIODS_DEFAULT: usize = 6;
/// Periods of a forecast at most.
pub const FORECAST_PERIODS_MAX: usize = 60;
/// Periods of the past that a forecast of a KPI reads which is measured per month or longer.
pub const FORECAST_HISTORY_PERIODS: i32 = 120;
/// KPIs that the watch looks at in one go; the rest follow a second later.
pub const KPIS_WATCHED_AT_ONCE: usize = 8;
/// Units in which one KPI is watched.
pub const WATCHED_UNITS_MAX: usize = 50;
/// Changes that the watch reads at once; after more than that all KPIs are looked at.
pub const CHANGES_WATCHED_MAX: u64 = 2_000;
/// Passwords hashed at the same time; each takes 19 MiB and a processor.
pub const HASHES_AT_ONCE_MAX: usize = 4;
/// Parts that one target is divided into: the days of a year.
pub const TARGET_PARTS_MAX: usize = 400;
/// Units that a target cascade or a comparison shows.
pub const UNITS_COMPARED_MAX: usize = 500;
/// Periods beside each other in a target cascade.
pub const CASCADE_PERIODS_MAX: usize = 60;
/// Values scored by one request.
pub const SCORED_VALUES_MAX: usize = 1_000;
/// Complete periods that a source is asked for each time.
pub const SOURCE_PERIODS_MAX: i32 = 400;
/// Periods that one run of a source covers when somebody asks for days.
pub const SOURCE_SPAN_PERIODS_MAX: usize = 10_000;
/// Rows of one run of a source.
pub const SOURCE_ROWS_MAX: usize = 100_000;
/// Bytes that a source gives in one run.
pub const SOURCE_BYTES_MAX: usize = 64 * 1024 * 1024;
/// Pages, queries or files of one run of a source.
pub const SOURCE_PAGES_MAX: usize = 1_000;
/// Seconds that a source may take to give all its rows.
pub const SOURCE_SECONDS_MAX: u64 = 60;
/// Seconds after which a run that has not ended is given up, and others may run the source.
pub const SOURCE_CLAIM_SECONDS: i64 = 600;
/// Sources that one process runs by schedule at the same time.
pub const SOURCE_RUNS_AT_ONCE_MAX: usize = 4;
/// Times that a failed run is tried again: after 1, 2, 4, 8, 16 and 32 minutes.
pub const SOURCE_RETRIES_MAX: i32 = 6;
/// The longest that a source may ask to be left alone, in seconds: a day.
pub const SOURCE_RETRY_AFTER_SECONDS_MAX: u32 = 24 * 60 * 60;
/// Bytes of the settings of a source.
pub const SOURCE_SETTINGS_BYTES_MAX: usize = 64 * 1024;
/// Files that a source remembers having taken.
pub const SOURCE_FILES_KNOWN_MAX: u64 = 100_000;
/// Days that runs are kept which recorded nothing.
pub const SOURCE_RUN_DAYS_MAX: i64 = 90;
/// Seconds that a request waits for the run that it began.
pub const SOURCE_WAIT_SECONDS: u64 = 25;
