#include "driver/lane/journal_care.h"
#include "driver/lane/lane.h"
#include "installer/ctl/failure.h"
#include "installer/ctl/lane_choice.h"
#include "installer/ctl/report.h"
#include "registry/check.h"
#include "registry/profile_file.h"
#include "registry/small_file.h"

#include <algorithm>
#include <set>

namespace mobilepay::ctl {

namespace {

/// What one lane's recovery came to.
struct Recovered {
    std::string lane;
    std::string text;
    std::vector<lane::Row> open;
    ExitCode code = ExitCode::done;
};

Recovered failed(const std::string& lane, const std::exception_ptr& thrown) {
    const auto failure = failureOf(thrown);
    return {lane, failure.text, {}, failure.code};
}

/// The lane is not enabled: what is open refers to payments that exist, and needs no point of sale.
Recovered recoverLane(const registry::Profile& profile) {
    try {
        lane::Lane lane(profile);
        lane.claim(core::Milliseconds{0});
        const auto health = lane.check(false);
        if (!health.configured) throw core::ConfigurationError(health.text);
        Recovered done{profile.lane, {}, lane.recover(), ExitCode::done};
        done.code = done.open.empty() ? ExitCode::done : ExitCode::unknown;
        done.text = done.open.empty() ? "nothing is open"
                                      : std::to_string(done.open.size()) + " still open";
        return done;
    } catch (...) {
        return failed(profile.lane, std::current_exception());
    }
}

std::vector<lane::Row> openRows(const registry::Profile& place) {
    std::vector<lane::Row> open;
    lane::visitJournal(place, [&open](const lane::Row& row) {
        if (row.record.outcome == journal::Outcome::open) open.push_back(row);
        return true;
    });
    return open;
}

/// Every lane of the folders, whether a profile says how it is reached or not.
class AllLanes {
public:
    explicit AllLanes(const Invocation& invocation)
        : profiles_(profileFolder(invocation)), files_(allProfiles(invocation)) {
        if (!invocation.has("profiles")) folders_.insert(registry::defaultFolder());
    }

    std::vector<Recovered> recover() {
        for (const auto& file : files_)
            recoverFile(file);
        for (const auto& folder : folders_)
            lookFor(folder);
        return std::move(lanes_);
    }

private:
    void recoverFile(const std::filesystem::path& file) {
        named_.insert(registry::pathText(file.stem()));
        try {
            const auto profile = registry::loadProfile(file);
            named_.insert(profile.lane);
            folders_.insert(profile.folder);
            lanes_.push_back(recoverLane(profile));
        } catch (...) {
            lanes_.push_back(failed(registry::pathText(file.stem()), std::current_exception()));
        }
    }

    /// Journals of tills whose settings stand in jpos.xml or an OPOS key.
    void lookFor(const std::filesystem::path& folder) {
        std::error_code error;
        std::vector<std::string> found;
        for (std::filesystem::directory_iterator at(folder, error), end; !error && at != end;
             at.increment(error)) {
            const auto lane = registry::pathText(at->path().stem());
            if (at->path().extension() == ".journal" && !named_.contains(lane))
                found.push_back(lane);
        }
        std::sort(found.begin(), found.end());
        for (const auto& lane : found)
            look(folder, lane);
    }

    void look(const std::filesystem::path& folder, const std::string& lane) {
        try {
            registry::Profile place;
            place.lane = lane;
            place.folder = folder;
            auto open = openRows(place);
            if (open.empty()) return;
            const auto holder = lane::holderOf(place);
            if (!holder.empty()) {
                lanes_.push_back({lane, "held by " + holder, std::move(open), ExitCode::held});
                return;
            }
            const auto count = std::to_string(open.size());
            lanes_.push_back(
                {lane,
                 count + " open, and no profile in " + registry::pathText(profiles_) +
                     " says how to finish that: start the till whose jpos.xml or OPOS key names "
                     "this lane, or write " +
                     lane + ".profile with those settings",
                 std::move(open), ExitCode::unknown});
        } catch (...) {
            lanes_.push_back(failed(lane, std::current_exception()));
        }
    }

    std::filesystem::path profiles_;
    std::vector<std::filesystem::path> files_;
    std::set<std::string> named_;
    std::set<std::filesystem::path> folders_;
    std::vector<Recovered> lanes_;
};

void print(const Invocation& invocation, const std::vector<Recovered>& lanes, ExitCode code) {
    if (!invocation.json()) {
        for (const auto& one : lanes) {
            invocation.out << one.lane << ": " << one.text << '\n';
            for (const auto& row : one.open) {
                invocation.out << "  " << lane::operationWord(row.record.kind) << ' '
                               << words(row.record.amount) << "  " << row.reference << '\n';
            }
        }
        invocation.out.flush();
        return;
    }
    Poco::JSON::Array list;
    for (const auto& one : lanes) {
        auto object = objectOf({{"lane", one.lane}, {"text", one.text}});
        Poco::JSON::Array open;
        for (const auto& row : one.open)
            open.add(objectOf(lane::fieldsOf(row)));
        object.set("open", open);
        object.set("exitCode", static_cast<int>(one.code));
        list.add(object);
    }
    auto object = orderedObject();
    object.set("lanes", list);
    object.set("exitCode", static_cast<int>(code));
    printJson(invocation, object);
}

ExitCode recover(const Invocation& invocation) {
    const bool all = invocation.has("all");
    const auto lanes = all ? AllLanes(invocation).recover()
                           : std::vector<Recovered>{recoverLane(profileOf(invocation))};
    ExitCode code = ExitCode::done;
    for (const auto& one : lanes) {
        // A lane that a till holds is looked after by it: for all of them that is no failure.
        const bool expected = all && one.code == ExitCode::held;
        if (!expected) code = std::max(code, one.code);
    }
    print(invocation, lanes, code);
    return code;
}

}  // namespace

std::vector<Command> recoveryCommands() {
    std::vector<OptionRow> options = {
        {"all", "", "every lane that has a profile in the folder for profiles"},
        {"profiles", "FOLDER", "another folder for profiles"}};
    options.insert(options.end(), laneOptions().begin(), laneOptions().end());
    return {{"recover", "", 0, 0, "Finish what is open: capture what was decided, cancel the rest",
             "A till does this by itself while it holds its lane. A timer does it for lanes that "
             "nobody\n"
             "holds:  mpctl recover --all  . A lane that a till holds is named and left alone. So "
             "is a\n"
             "journal with open payments that no profile names.\n"
             "With undelivered = undo it also voids what was approved and never heard of.\n"
             "It needs no --real-money: what it finishes was asked for before.",
             options, recover}};
}

}  // namespace mobilepay::ctl
