#include "tests/simulation/disk/disk.h"

#include "tests/simulation/disk/file.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace mobilepay::simulation {

using Lock = std::lock_guard<std::recursive_mutex>;

Disk::Disk(std::uint64_t seed) : dice_(seed) {}
Disk::~Disk() = default;

void Disk::plan(const Fault& fault) {
    const Lock lock(mutex_);
    faults_.push_back(fault);
}

void Disk::clearFaults() {
    const Lock lock(mutex_);
    faults_.clear();
    faultHappened_ = false;
}

void Disk::watch(Witness witness) {
    const Lock lock(mutex_);
    witness_ = std::move(witness);
}

void Disk::watchReads(Reader reader) {
    const Lock lock(mutex_);
    reader_ = std::move(reader);
}

bool Disk::faultHappened() const {
    const Lock lock(mutex_);
    return faultHappened_;
}

void Disk::limit(std::optional<std::size_t> bytes) {
    const Lock lock(mutex_);
    limit_ = bytes;
}

void Disk::readOnly(bool value) {
    const Lock lock(mutex_);
    readOnly_ = value;
}

void Disk::ignoreSyncs(bool value) {
    const Lock lock(mutex_);
    ignoreSyncs_ = value;
}

bool Disk::fits(std::size_t moreBytes) const {
    return !limit_ || used_ + moreBytes <= *limit_;
}

std::optional<Failure> Disk::happen(Operation operation, Process& process) {
    ++counts_[static_cast<std::size_t>(operation)];
    for (auto fault = faults_.begin(); fault != faults_.end(); ++fault) {
        if (fault->operation != operation) continue;
        if (fault->nth > 1) {
            --fault->nth;
            continue;
        }
        const Failure failure = fault->failure;
        if (--fault->times == 0) faults_.erase(fault);
        faultHappened_ = true;
        if (witness_) witness_(operation, failure);
        if (failure == Failure::processEnd) process.end();
        if (failure == Failure::powerCut) cutPower();
        return failure;
    }
    return std::nullopt;
}

void Disk::endAll() {
    for (auto* const process : processes_)
        process->end();
}

void Disk::cutPower() {
    const Lock lock(mutex_);
    endAll();
    const auto draw = [this] { return dice_.next(); };
    used_ = 0;
    for (auto name = names_.begin(); name != names_.end();) {
        auto& [now, durable] = name->second;
        // A name that was made or removed without a sync: either way.
        if (now != durable && dice_.next() % 2) durable = now;
        if (durable) durable->losePower(draw);
        now = durable;
        if (now) used_ += now->now.size();
        name = now ? std::next(name) : names_.erase(name);
    }
}

std::uint64_t Disk::count(Operation operation) const {
    const Lock lock(mutex_);
    return counts_[static_cast<std::size_t>(operation)];
}

std::uint64_t Disk::countAll() const {
    const Lock lock(mutex_);
    return std::accumulate(std::begin(counts_), std::end(counts_), std::uint64_t{0});
}

std::vector<std::string> Disk::files() const {
    const Lock lock(mutex_);
    std::vector<std::string> list;
    for (const auto& [name, file] : names_)
        if (file.now) list.push_back(name);
    return list;
}

bool Disk::exists(const std::string& name) const {
    const Lock lock(mutex_);
    const auto found = names_.find(name);
    return found != names_.end() && found->second.now;
}

std::string Disk::contents(const std::string& name) const {
    const Lock lock(mutex_);
    const auto found = names_.find(name);
    return found != names_.end() && found->second.now ? found->second.now->now : std::string();
}

std::size_t Disk::usedBytes() const {
    const Lock lock(mutex_);
    return used_;
}

void Disk::replace(const std::string& name, std::string_view contents) {
    const Lock lock(mutex_);
    erase(name);
    const auto file = std::make_shared<detail::File>();
    file->now = contents;
    names_[name] = {file, file};
    used_ += contents.size();
}

void Disk::erase(const std::string& name) {
    const Lock lock(mutex_);
    const auto found = names_.find(name);
    if (found == names_.end()) return;
    if (found->second.now) used_ -= found->second.now->now.size();
    names_.erase(found);
}

void Disk::flip(const std::string& name, std::size_t offset, unsigned char mask) {
    const Lock lock(mutex_);
    names_.at(name).now->flip(offset, static_cast<char>(mask));
}

std::uint64_t Disk::sleptMicroseconds() const {
    const Lock lock(mutex_);
    return slept_;
}

void Disk::wallMilliseconds(std::int64_t sinceEpoch) {
    const Lock lock(mutex_);
    wall_ = sinceEpoch;
}

}  // namespace mobilepay::simulation
