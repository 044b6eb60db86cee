#include "tests/simulation/disk/vfs.h"

#include <algorithm>
#include <atomic>

namespace mobilepay::simulation {

struct Process::Registration {
    sqlite3_vfs vfs{};
};

namespace {

std::string newName() {
    static std::atomic<std::uint64_t> count{0};
    return "mobilepay-simulated-" + std::to_string(++count);
}

}  // namespace

Process::Process(Disk& disk)
    : disk_(disk), name_(newName()), registration_(std::make_unique<Registration>()) {
    auto& vfs = registration_->vfs;
    vfs.iVersion = 2;
    vfs.szOsFile = sizeof(Handle);
    vfs.mxPathname = 512;
    vfs.zName = name_.c_str();
    vfs.pAppData = this;
    vfs.xOpen = &Vfs::open;
    vfs.xDelete = &Vfs::remove;
    vfs.xAccess = &Vfs::access;
    vfs.xFullPathname = &Vfs::fullPathname;
    vfs.xRandomness = &Vfs::randomness;
    vfs.xSleep = &Vfs::sleep;
    vfs.xCurrentTime = &Vfs::currentTimeDouble;
    vfs.xCurrentTimeInt64 = &Vfs::currentTime;
    vfs.xGetLastError = [](sqlite3_vfs*, int, char*) { return 0; };
    sqlite3_initialize();
    sqlite3_vfs_register(&vfs, 0);
    const std::lock_guard lock(disk_.mutex_);
    disk_.processes_.push_back(this);
}

Process::~Process() {
    end();
    {
        const std::lock_guard lock(disk_.mutex_);
        std::erase(disk_.processes_, this);
    }
    sqlite3_vfs_unregister(&registration_->vfs);
}

void Process::end() {
    const std::lock_guard lock(disk_.mutex_);
    ended_ = true;
    for (auto* const handle : handles_) {
        handle->opened->dead = true;
        Vfs::release(*handle);
    }
}

}  // namespace mobilepay::simulation
