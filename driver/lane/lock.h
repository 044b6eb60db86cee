#pragma once

#include <filesystem>
#include <memory>
#include <string>

namespace mobilepay::lane {

/// The ownership of a lane: an exclusive lock on `<folder>/<lane>.lock` that the operating system
/// drops with the process, however it dies. It excludes every other owner: other processes of
/// either bitness, both doors, and a second opener in this process (Linux: open-file-description
/// lock; Windows: LockFileEx). The descriptor is not inherited by child processes.
class LaneLock {
public:
    /// Takes the lock if it is free; null when somebody else holds it. Throws
    /// core::ConfigurationError when the file cannot be made or opened, naming it and the way out.
    /// `holder` is written into the file for others to read.
    static std::unique_ptr<LaneLock> tryTake(const std::filesystem::path& file,
                                             const std::string& holder);

    virtual ~LaneLock() = default;

    /// Looks whether the file is still the one that was locked. Where somebody deleted it, the next
    /// opener would lock a new file and own the lane too: so that one is taken as well. False when
    /// another owner was faster. Safe from any thread.
    [[nodiscard]] virtual bool keep() = 0;
};

/// What the present or last owner wrote into the lock file; empty when there is none. Never throws.
[[nodiscard]] std::string lockHolder(const std::filesystem::path& file) noexcept;

/// `pid 123 (program) since 2026-11-23T20:15:00.000Z`, for the lock file.
[[nodiscard]] std::string describeThisProcess();

}  // namespace mobilepay::lane
