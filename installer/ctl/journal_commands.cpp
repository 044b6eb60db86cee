#include "driver/lane/journal_care.h"
#include "installer/ctl/lane_choice.h"
#include "installer/ctl/report.h"

namespace mobilepay::ctl {

namespace {

bool isOpen(const lane::Row& row) {
    return row.record.outcome == journal::Outcome::open;
}

void warnOfDamage(const Invocation& invocation, const registry::Profile& profile) {
    for (const auto& words : lane::damagedRows(profile))
        invocation.err << "Damaged, and not believed: " << words << '\n';
}

void listLine(const Invocation& invocation, const lane::Row& row) {
    Fields fields = lane::fieldsOf(row);
    const auto at = [&fields](const std::string& name) {
        for (const auto& field : fields) {
            if (field.first == name) return field.second;
        }
        return std::string();
    };
    const auto column = [](std::string text, std::size_t width) {
        text.resize(std::max(width, text.size()), ' ');
        return text + "  ";
    };
    invocation.out << column(at("promisedAt"), 24) << column(at("operation"), 11)
                   << column(at("amount") + " " + at("currency"), 14)
                   << column(at("outcome") == "open" ? "open, " + at("decision") : at("outcome"),
                             17)
                   << column(at("reference"), 36) << at("code") << '\n';
}

/// Prints the rows that `wanted` wants; with `--json` as one array.
std::size_t printRows(const Invocation& invocation, const registry::Profile& profile,
                      const std::function<bool(const lane::Row&)>& wanted,
                      void (*line)(const Invocation&, const lane::Row&)) {
    Poco::JSON::Array rows;
    std::size_t count = 0;
    lane::visitJournal(profile, [&](const lane::Row& row) {
        if (!wanted(row)) return true;
        ++count;
        if (invocation.json()) {
            rows.add(objectOf(lane::fieldsOf(row)));
        } else {
            line(invocation, row);
        }
        return true;
    });
    if (invocation.json()) {
        auto object = orderedObject();
        object.set("rows", rows);
        printJson(invocation, object);
    }
    invocation.out.flush();
    return count;
}

/// What the shop still may take, and what its time was too long for.
ExitCode listReserved(const Invocation& invocation, const registry::Profile& profile) {
    Poco::JSON::Array rows;
    for (const auto& one : lane::reservations(profile, core::SystemClock().wall())) {
        const auto until = core::toIso8601(one.until);
        if (invocation.json()) {
            auto object = objectOf(lane::fieldsOf(one.row));
            object.set("reservedUntil", until);
            object.set("lapsed", one.lapsed);
            rows.add(object);
            continue;
        }
        listLine(invocation, one.row);
        invocation.out << "    "
                       << (one.lapsed ? "lapsed " + until +
                                            ": nobody completed it at this lane, and the shopper "
                                            "has the money back"
                                      : "reserved until " + until)
                       << '\n';
    }
    if (invocation.json()) {
        auto object = orderedObject();
        object.set("rows", rows);
        printJson(invocation, object);
    }
    invocation.out.flush();
    return ExitCode::done;
}

ExitCode list(const Invocation& invocation) {
    const auto profile = placeOf(invocation);
    warnOfDamage(invocation, profile);
    if (invocation.has("reserved")) return listReserved(invocation, profile);
    const bool openOnly = invocation.has("open");
    printRows(
        invocation, profile, [&](const lane::Row& row) { return !openOnly || isOpen(row); },
        listLine);
    return ExitCode::done;
}

ExitCode show(const Invocation& invocation) {
    const auto profile = profileOf(invocation);
    const auto reference = lane::Reference::parse(invocation.arguments[0]);
    const auto count = printRows(
        invocation, profile,
        [&](const lane::Row& row) {
            return reference.order.empty() ? row.record.payment == reference.payment
                                           : row.record.orderId == reference.order;
        },
        [](const Invocation& i, const lane::Row& row) {
            printFields(i, lane::fieldsOf(row));
            i.out << '\n';
        });
    if (count == 0) {
        invocation.err << "The journal of lane " << profile.lane << " has nothing about "
                       << reference.text() << ": was it made at another lane?\n";
    }
    return count > 0 ? ExitCode::done : ExitCode::refused;
}

/// RFC 4180. What a spreadsheet would take for a formula gets an apostrophe in front.
std::string cell(std::string text) {
    if (!text.empty() && std::string_view("=+-@\t\r").find(text[0]) != std::string_view::npos) {
        text.insert(0, "'");
    }
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    for (std::size_t at = 0; (at = text.find('"', at)) != std::string::npos; at += 2)
        text.insert(at, "\"");
    return '"' + text + '"';
}

void csvLine(const Invocation& invocation, const lane::Row& row) {
    std::string line;
    for (const auto& [name, value] : lane::fieldsOf(row))
        line += (line.empty() ? "" : ",") + cell(value);
    invocation.out << line << "\r\n";
}

ExitCode exportAll(const Invocation& invocation) {
    const auto profile = placeOf(invocation);
    warnOfDamage(invocation, profile);
    bool first = true;
    const auto everything = [&](const lane::Row& row) {
        if (first && !invocation.json()) {
            std::string line;
            for (const auto& [name, value] : lane::fieldsOf(row))
                line += (line.empty() ? "" : ",") + name;
            invocation.out << line << "\r\n";
        }
        first = false;
        return true;
    };
    printRows(invocation, profile, everything, csvLine);
    return ExitCode::done;
}

void printAside(const Invocation& invocation, const lane::PutAside& aside) {
    if (aside.files.empty()) invocation.out << "There is no journal: nothing was moved\n";
    for (const auto& file : aside.files)
        invocation.out << "Put aside: " << file << '\n';
    for (const auto& row : aside.open) {
        invocation.out << "Open: ";
        listLine(invocation, row);
    }
    for (const auto& words : aside.mayBeOpen)
        invocation.out << "May be open: " << words << '\n';
    if (!aside.complete) {
        invocation.out
            << "Not everything could be read: look the lane's payments up at MobilePay\n";
    }
    invocation.out.flush();
}

ExitCode setAside(const Invocation& invocation) {
    const auto aside = lane::setJournalAside(placeOf(invocation));
    const bool clean = aside.open.empty() && aside.mayBeOpen.empty() && aside.complete;
    const ExitCode code = clean ? ExitCode::done : ExitCode::unknown;
    if (!invocation.json()) {
        printAside(invocation, aside);
        return code;
    }
    auto object = orderedObject();
    Poco::JSON::Array files;
    for (const auto& file : aside.files)
        files.add(file);
    Poco::JSON::Array open;
    for (const auto& row : aside.open)
        open.add(objectOf(lane::fieldsOf(row)));
    Poco::JSON::Array mayBeOpen;
    for (const auto& words : aside.mayBeOpen)
        mayBeOpen.add(words);
    object.set("files", files);
    object.set("open", open);
    object.set("mayBeOpen", mayBeOpen);
    object.set("complete", aside.complete);
    object.set("exitCode", static_cast<int>(code));
    printJson(invocation, object);
    return code;
}

ExitCode resolve(const Invocation& invocation) {
    const auto profile = profileOf(invocation);
    const auto reference = lane::Reference::parse(invocation.arguments[0]);
    if (reference.order.empty())
        throw UsageError("'" + invocation.arguments[0] +
                         "' is a payment, which may have several rows: name the order id of one "
                         "('mpctl journal show' has them)");
    if (invocation.has("done") == invocation.has("not-done"))
        throw UsageError("Say what became of it: --done or --not-done");
    requireLeave(invocation, profile);
    const auto row = lane::resolveRow(profile, reference.order, invocation.has("done"),
                                      invocation.get("reason"));
    if (invocation.json()) {
        auto object = objectOf(lane::fieldsOf(row));
        object.set("exitCode", 0);
        printJson(invocation, object);
    } else {
        invocation.out << "Closed: ";
        listLine(invocation, row);
        invocation.out.flush();
    }
    return ExitCode::done;
}

ExitCode adopt(const Invocation& invocation) {
    const auto profile = placeOf(invocation);
    lane::adoptJournal(profile);
    if (invocation.json()) {
        auto object = objectOf({{"adopted", profile.lane}});
        object.set("exitCode", 0);
        printJson(invocation, object);
    } else {
        invocation.out << "The journal of lane " << profile.lane << " belongs to this machine now"
                       << std::endl;
    }
    return ExitCode::done;
}

std::vector<OptionRow> listing() {
    auto rows = placeOptions();
    rows.insert(rows.begin(),
                {{"open", "", "only what has no outcome yet"},
                 {"reserved", "",
                  "only reservations that nobody here completed or gave back, and until when"}});
    return rows;
}

std::vector<OptionRow> resolving() {
    std::vector<OptionRow> rows = {
        {"done", "", "it was paid, paid back or voided, as it was asked for"},
        {"not-done", "", "it was not, and will not be"},
        {"reason", "TEXT", "why, for those who ask later; kept with the order"},
        {"real-money", "", "yes, it is about real money; wanted where real.money = true"}};
    rows.insert(rows.end(), laneOptions().begin(), laneOptions().end());
    return rows;
}

}  // namespace

std::vector<Command> journalCommands() {
    return {
        {"journal list", "[LANE]", 0, 1, "What a lane promised, decided and told, oldest first",
         "Reads only; a till may sell at the same time.", listing(), list},
        {"journal show", "REFERENCE", 1, 1, "Everything the journal knows about one transaction",
         "REFERENCE is what the till keeps of it, or an order id.", laneOptions(), show},
        {"journal export", "[LANE]", 0, 1, "Every row as CSV, or with --json as JSON", "",
         placeOptions(), exportAll},
        {"journal set-aside", "[LANE]", 0, 1,
         "Put a damaged journal away, so that the lane sells again",
         "The files get a dated name beside the old one; nothing is deleted. What is open, or may "
         "be,\n"
         "is listed: look those up at MobilePay, nobody finishes them any more.",
         placeOptions(), setAside},
        {"journal resolve", "ORDER", 1, 1, "Close what only a person can close",
         "For an order that stays open because its server says something that nobody decided, or\n"
         "does not know it (another merchant, another environment). Look it up first, at "
         "MobilePay\n"
         "and in the shop: nobody finishes it any more.",
         resolving(), resolve},
        {"journal adopt", "[LANE]", 0, 1,
         "Take over the journal of another machine, or of a backup",
         "Only when that machine surely does not use it any more: two that finish the same "
         "payments\n"
         "do not know of each other.",
         placeOptions(), adopt},
    };
}

}  // namespace mobilepay::ctl
