"""Every address of the site and who may open it: the table of permissions. A new address needs a line here.

`PUBLIC` is for everybody, `SIGNED` for whoever has signed in, `CITIZENS` for verified people; `STAFF` names the roles
of the agency concerned by their letters: A author, R reviewer, H head, C counter officer, M moderator, U auditor.
What a page then lets somebody do is in the table of its room (tests/*/test_permissions.py).
"""

LETTERS = {"A": "author", "R": "reviewer", "H": "head", "C": "counter", "M": "moderator", "U": "auditor"}


def names(text: str) -> list[str]:
    """The words of `text`."""
    return text.split()


# The libraries' own pages, for strangers or for oneself, each with the libraries' own tests.
LIBRARIES = ("account_", "mfa_", "socialaccount_", "usersessions_", "wagtail", "dev_idp", "identity_")
# Rooms in which everything is public: the record, open data, feeds, live figures, texts of laws, files for machines.
PUBLIC_ROOMS = ("record-files", "record", "live", "feeds", "texts", "cms-files", "cms", "pages")

PUBLIC = names("""
sent proofs:ask rounds:recount
api-reference notices:stop open:overview open:embed open:reuse open:table open:dataset hearings:index
hearings:hearing hearings:part hearings:choose-passage hearings:passages hearings:comments hearings:responses
hearings:report hearings:report-file hearings:leave threads:comment sense:map-source sense:groups sense:group
sense:map questions:questions questions:one moderation:published ideas:index ideas:idea evaluations:index
taking_part:rules taking_part:imagined ledger:index ledger:budget ledger:history ledger:revision ledger:find
ledger:comments ledger:beside ledger:line proposals:index proposals:proposal proposals:photo booth:index
booth:sheet works:index works:work works:photo rounds:index rounds:round rounds:rules rounds:result
rounds:ballots rounds:pabulib rounds:paper rounds:paper-pdf rounds:own petitions:index petitions:kinds
petitions:archive petitions:archived petitions:clocks petitions:how petitions:petition petitions:growth
petitions:names petitions:queue petitions:start petitions:enter-code petitions:paper-line accounts:me
""")

SIGNED = names("""
notices:list notices:read_all notices:choose notices:follow notices:open registers:match accounts:home
accounts:verify accounts:privacy accounts:privacy_download accounts:erase accounts:assist_end
accounts:device_end accounts:counter_leave
rights:consents rights:answer moderation:case
""")

CITIZENS = names("""
taking_part:mine hearings:comment hearings:mine threads:support threads:oppose threads:unreact threads:reply
threads:edit threads:withdraw questions:answer questions:mine stakeholders:register stakeholders:mine
stakeholders:end moderation:report moderation:appeal ideas:propose ideas:support ideas:comment ideas:withdraw
ledger:comment proposals:propose proposals:support proposals:withdraw proposals:appeal rounds:ballot
rounds:cast rounds:done petitions:write petitions:begin petitions:write-all petitions:join petitions:mine
petitions:joined petitions:paper-mine petitions:sign petitions:withdraw petitions:draft petitions:edit
petitions:write-step petitions:stand petitions:step-down petitions:leave petitions:invite petitions:submit
petitions:give-up petitions:appeal petitions:take-over
""")

STAFF = {
    "registers:imports": "HU",
    "delegations:list": "ARHU", "delegations:new": "H", "delegations:end": "H",
    "accounts:counter": "C", "accounts:counter_register": "C", "accounts:assist_start": "C",
    "accounts:counter_overview": "HU",
    "helping:permits": "HC", "helping:end": "HC",
    "rights:breaches": "HU", "rights:breach": "HU", "rights:step": "H",
    "open:reuses": "M",
    "hearings:desk": "AH", "hearings:known": "AH", "hearings:known-remove": "AH",
    "hearings:answers": "AH", "hearings:answer": "AH", "hearings:answer-groups": "AH", "hearings:answer-group": "AH",
    "hearings:desk-reports": "ARH", "hearings:report-part": "AH", "hearings:report-decide": "ARH",
    "hearings:report-preview": "ARH", "hearings:finish": "AH", "hearings:extend": "H", "hearings:cancel": "H",
    "sense:desk": "ARHM", "sense:ask": "ARHM", "sense:undo": "ARHM", "sense:publish": "AH", "sense:rest": "ARHM",
    "sense:sort-group": "ARHM", "sense:name": "ARHM",
    "questions:edit": "AH", "questions:new": "AH", "questions:write": "AH",
    "stakeholders:overview": "ARH",
    "moderation:queue": "HMU", "moderation:decide-many": "HMU", "moderation:judge": "M", "moderation:settle": "HM",
    "ideas:answer": "AH",
    "evaluations:desk": "AH", "evaluations:new": "AH", "evaluations:write": "AH",
    "importing:start": "ARH", "importing:preview": "ARH", "importing:correct": "ARH", "importing:keep": "ARH",
    "importing:drop": "ARH",
    "drafting:desk": "AH", "drafting:law": "AH", "drafting:plain": "AH", "drafting:explain": "AH",
    "drafting:version": "AH", "drafting:changes": "AH", "drafting:publish": "H", "drafting:heading": "AH",
    "drafting:new-heading": "AH", "drafting:reshape-heading": "AH",
    "drafting:change": "AH", "drafting:shape": "AH", "drafting:reshape": "AH", "drafting:add": "AH",
    "drafting:remove": "AH", "drafting:match": "AH", "drafting:take-back": "AH",
    "ledger:desk": "AH", "ledger:preview": "AH", "ledger:columns": "AH", "ledger:keep": "AH", "ledger:drop": "AH",
    "ledger:contracts": "AH", "ledger:people": "AH", "ledger:manage": "AH", "ledger:publish": "AH",
    "ledger:stage": "AH", "ledger:transfer": "AH", "ledger:spending": "AH",
    "proposals:reviewers": "H", "proposals:review": "ARH", "proposals:decide": "ARH", "proposals:merge": "ARH",
    "proposals:split": "ARH", "proposals:moderate": "M",
    "booth:new": "H", "booth:table": "C", "booth:person": "C", "booth:replay": "C", "booth:key": "C",
    "booth:close": "CH",
    "works:plan": "AH", "works:contract": "AH", "works:lines": "AH", "works:report": "AH", "works:delay": "AH",
    "rounds:desk": "RHU", "rounds:certifying": "RHU",
    "work:mine": "ARHCMU", "work:mine-file": "ARHCMU", "work:agency": "ARHU", "work:agency-file": "ARHU",
    "petitions:own-kinds": "AH", "petitions:new-kind": "AH", "petitions:next-kind": "AH",
    "petitions:kind-version": "AH", "petitions:approve-kind": "H",
    "petitions:holidays": "ARHCMU", "petitions:pause": "", "petitions:desk": "ARHMU", "petitions:delay": "AHM",
    "petitions:paper": "C", "petitions:paper-key": "CAHU", "petitions:paper-scan": "CAHU",
    "petitions:paper-attach": "C", "petitions:paper-strike": "CAH",
    "petitions:handover-key": "CAHU", "petitions:handover": "CAHU", "petitions:handover-fetch": "CAHU",
    "petitions:paper-sheets": "CAHU", "petitions:paper-print": "CAH", "petitions:paper-import": "C",
    "petitions:paper-file": "CAHU", "petitions:paper-report": "CAHU", "petitions:paper-sample": "CAHU",
    "petitions:batches": "AHU", "petitions:batch": "AHU",
    "petitions:deliver": "AH", "petitions:decide": "AHM", "petitions:case": "AHM", "petitions:open-from": "AH",
    "petitions:extend": "AHM", "petitions:decide-appeal": "HR", "petitions:check": "AH", "petitions:answer": "AH",
}  # fmt: skip
