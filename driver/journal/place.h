#pragma once

#include "driver/journal/sqlite.h"

#include <string>

/// Where a journal may lie. Only for the operating system's own files; the simulation's disk has
/// no folders.
namespace mobilepay::journal {

/// Refuses, by `core::JournalError`: a folder that is missing or on a network drive (SQLite's WAL
/// needs memory shared between its readers and locks that hold, which network drives do not give);
/// a folder or a file that everybody may write (whoever can replace the file decides what was
/// paid; Linux only: on Windows the folder's access list holds, which nobody looks at); a file that
/// is a symbolic link or lies elsewhere than configured (on Windows the VirtualStore of a process
/// without rights); anything that is not a plain file.
void requireGoodPlace(const FileName& file);

/// Makes an empty file that user and group may read and write (0660; on Windows what the folder
/// hands down). Throws when it cannot be made; an existing one stays as it is.
void makeFile(const FileName& file);

/// Makes renamed files stay renamed after a power cut, where the system needs to be asked.
void syncFolderOf(const std::string& path);

/// What the place is called when it is on a network drive (`nfs`, `cifs`, `fuse.sshfs`, a remote
/// drive letter); empty: it is local.
[[nodiscard]] std::string networkDriveOf(const std::string& folder);

/// Whether a file system of this name (as in /proc/self/mountinfo) lies on another machine.
[[nodiscard]] bool isNetworkFileSystem(const std::string& type);

/// The folder of a path; `.` where it names none.
[[nodiscard]] std::string folderOf(const std::string& path);

}  // namespace mobilepay::journal
