#include "tests/simulation/last_words.h"
#include "tests/simulation/run.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <iostream>
#include <mutex>
#include <sqlite3.h>
#include <string>
#include <thread>
#include <vector>

#include <Poco/Util/HelpFormatter.h>
#include <Poco/Util/Option.h>
#include <Poco/Util/OptionException.h>
#include <Poco/Util/OptionProcessor.h>
#include <Poco/Util/OptionSet.h>

namespace mobilepay::simulation {
namespace {

/// From so many runs on nothing may be left out by chance.
constexpr std::uint64_t manyRuns = 100'000;
constexpr std::uint64_t leastRequests = 5;
/// A story that a person can read.
constexpr std::size_t shortStory = 8;

struct Sum {
    std::uint64_t runs = 0;
    std::uint64_t payments = 0;
    std::uint64_t violations = 0;
    core::Milliseconds lived{};
    TroubleTable troubles;
    Horizons horizons;
    std::map<std::string, std::uint64_t> verdicts;
    std::vector<std::uint64_t> failing;
    std::vector<std::uint64_t> idle;  ///< too few requests, or nothing went wrong

    void add(std::uint64_t seed, const Report& report) {
        ++runs;
        payments += report.payments;
        lived += report.lived;
        violations += report.violations.size();
        troubles.add(report.troubles);
        horizons.add(report.horizons);
        for (const auto& [what, times] : report.verdicts)
            verdicts[what] += times;
        if (!report.violations.empty())
            failing.push_back(seed);
        else if (report.requests < leastRequests || report.troubles.total() == 0)
            idle.push_back(seed);
    }
};

/// True when every state and every horizon was reached.
bool printTable(const Sum& sum) {
    const bool full = sum.troubles.print(std::cout);
    const bool horizons = sum.horizons.print(std::cout);
    std::cout << "What tills heard:";
    for (const auto& [verdict, times] : sum.verdicts)
        std::cout << ' ' << verdict << ' ' << times << ';';
    std::cout << '\n';
    return full && horizons;
}

int replay(std::uint64_t seed, bool shorten) {
    Plan plan = Plan::of(seed);
    if (shorten && !run(plan).violations.empty()) plan = shrink(plan);
    std::cout << plan.text();
    const Report report = run(plan, true);
    for (const auto& line : report.journal)
        std::cout << "  " << line << '\n';
    for (const auto& violation : report.violations)
        std::cout << "VIOLATION: " << violation << '\n';
    std::cout << "seed " << seed << ": " << report.violations.size() << " violations\n";
    return report.violations.empty() ? 0 : 1;
}

/// Whether cutting the story of a violation down leaves a short one of the same kind.
int cutDown(const Plan& plan, const std::string& violation) {
    const Plan cut = shrink(plan);
    const auto left = run(cut).violations;
    const bool alike = std::any_of(left.begin(), left.end(), [&](const std::string& one) {
        return kindOf(one) == kindOf(violation);
    });
    std::cout << "cut down from " << eventsOf(plan) << " events to " << eventsOf(cut)
              << (alike ? ", it fails alike\n" : ", it fails in another way\n") << cut.text();
    return alike && eventsOf(cut) <= shortStory ? 0 : 1;
}

/// For drivers that are broken on purpose: how many seeds it takes to find a violation that says
/// `words`; any other one is none of that bug's.
int find(std::uint64_t first, std::uint64_t count, const std::string& words, bool shorten) {
    for (std::uint64_t seed = first; seed < first + count; ++seed) {
        const Plan plan = Plan::of(seed);
        const auto violations = run(plan).violations;
        const auto found = std::find_if(
            violations.begin(), violations.end(),
            [&](const std::string& one) { return one.find(words) != std::string::npos; });
        if (found == violations.end()) continue;
        std::cout << "found with " << seed - first + 1 << " seeds (seed " << seed << "): " << *found
                  << '\n';
        return shorten ? cutDown(plan, *found) : 0;
    }
    std::cout << "not found in " << count << " seeds: " << words << '\n';
    return 1;
}

/// Each seed tells the same story twice: else no violation could be replayed.
int again(std::uint64_t first, std::uint64_t count) {
    std::uint64_t different = 0;
    for (std::uint64_t seed = first; seed < first + count; ++seed) {
        const Plan plan = Plan::of(seed);
        if (run(plan, true).journal == run(plan, true).journal) continue;
        ++different;
        std::cout << "seed " << seed << " tells two stories\n";
    }
    std::cout << count << " seeds told twice, " << different << " of them differently\n";
    return different == 0 ? 0 : 1;
}

int simulate(std::uint64_t first, std::uint64_t count, unsigned threads) {
    std::mutex mutex;
    Sum sum;
    std::atomic<std::uint64_t> next{first};
    const auto began = std::chrono::steady_clock::now();
    const auto seconds = [began] {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    };
    const auto perSecond = [&](auto number) {
        return static_cast<std::uint64_t>(static_cast<double>(number) / seconds());
    };
    const auto work = [&] {
        for (std::uint64_t seed = next++; seed < first + count; seed = next++) {
            const Report report = run(Plan::of(seed));
            const std::lock_guard guard(mutex);
            sum.add(seed, report);
            for (const auto& violation : report.violations)
                std::cout << "seed " << seed << ": " << violation << std::endl;
            if (sum.runs % 1000 == 0)
                std::cerr << "\r" << sum.runs << " of " << count << " runs, " << sum.violations
                          << " violations, " << perSecond(sum.payments) << " payments and "
                          << perSecond(sum.lived.count() / 86'400'000) << " days a second   "
                          << std::flush;
        }
    };
    std::vector<std::thread> workers;
    for (unsigned i = 1; i < threads; ++i)
        workers.emplace_back(work);
    work();
    for (auto& worker : workers)
        worker.join();
    std::cerr << '\n';
    const bool everywhere = printTable(sum);
    for (std::size_t i = 0; i < sum.idle.size() && i < 10; ++i)
        std::cout << "seed " << sum.idle[i] << ": less than " << leastRequests
                  << " requests, or no trouble\n";
    for (std::size_t i = 0; i < sum.failing.size() && i < 10; ++i)
        std::cout << "replay: installer/dev simulate --replay " << sum.failing[i] << '\n';
    std::cout << sum.runs << " runs, " << sum.payments << " payments, " << sum.troubles.total()
              << " faults, " << sum.lived.count() / 86'400'000 << " days, "
              << static_cast<std::uint64_t>(seconds()) << " s (" << perSecond(sum.payments)
              << " payments and " << perSecond(sum.lived.count() / 86'400'000)
              << " days a second), "
              << (everywhere ? "every state and horizon reached, "
                             : "some state or horizon NOT reached, ")
              << sum.idle.size() << " idle runs, " << sum.violations << " violations\n";
    const bool enough = everywhere || count < manyRuns;
    return sum.violations == 0 && sum.idle.empty() && enough ? 0 : 1;
}

Poco::Util::OptionSet optionSet() {
    using Poco::Util::Option;
    Poco::Util::OptionSet options;
    options.addOption(Option("help", "h", "show this").required(false));
    options.addOption(Option("seeds", "n", "how many runs (1000)").required(false).argument("N"));
    options.addOption(Option("seed", "s", "the first seed (1)").required(false).argument("S"));
    options.addOption(
        Option("replay", "r", "tell the story of one seed, cut to what its violation needs")
            .required(false)
            .argument("S"));
    options.addOption(Option("whole", "w", "with --replay: the whole story").required(false));
    options.addOption(
        Option("again", "a", "tell each seed's story twice and compare").required(false));
    options.addOption(
        Option("find", "f", "run until a violation is found that says this, which is wanted")
            .required(false)
            .argument("WORDS"));
    options.addOption(
        Option("cut", "c", "with --find: cut the story down, which has to become short")
            .required(false));
    options.addOption(
        Option("threads", "t", "how many at once (all cores)").required(false).argument("N"));
    return options;
}

int main(const std::vector<std::string>& arguments) {
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);  // counted under one lock for all threads
    leaveLastWords();
    const auto options = optionSet();
    std::map<std::string, std::string> given;
    try {
        Poco::Util::OptionProcessor processor(options);
        processor.setUnixStyle(true);
        for (const auto& argument : arguments) {
            std::string name;
            std::string value;
            if (!processor.process(argument, name, value)) {
                if (!name.empty())
                    given[name] = value;
                else
                    throw Poco::Util::UnknownOptionException(argument);
            } else if (!name.empty()) {
                given[name] = value;
            }
        }
        processor.checkRequired();
        const auto number = [&given](const std::string& name, std::uint64_t otherwise) {
            return given.contains(name) ? std::stoull(given.at(name)) : otherwise;
        };
        if (given.contains("help")) {
            Poco::Util::HelpFormatter formatter(options);
            formatter.setCommand("simulate");
            formatter.setUnixStyle(true);
            formatter.setHeader(
                "Runs the driver over virtual time, with everything that can go wrong drawn from a "
                "seed, and "
                "compares the server's ledger, the journals and what the tills were told.");
            formatter.format(std::cout);
            return 0;
        }
        if (given.contains("replay")) return replay(number("replay", 1), !given.contains("whole"));
        if (given.contains("find"))
            return find(number("seed", 1), number("seeds", 10000), given.at("find"),
                        given.contains("cut"));
        if (given.contains("again")) return again(number("seed", 1), number("seeds", 1000));
        const auto cores = std::max(1U, std::thread::hardware_concurrency());
        return simulate(number("seed", 1), number("seeds", 1000),
                        static_cast<unsigned>(number("threads", cores)));
    } catch (const Poco::Exception& error) {
        std::cerr << "simulate: " << error.displayText() << "; see --help\n";
    } catch (const std::logic_error&) {
        std::cerr << "simulate: an option's value is not a whole number; see --help\n";
    }
    return 2;
}

}  // namespace
}  // namespace mobilepay::simulation

int main(int count, char** arguments) {
    return mobilepay::simulation::main(std::vector<std::string>(arguments + 1, arguments + count));
}
