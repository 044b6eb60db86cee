#pragma once

#include <filesystem>

/// Who may read a file of a test, by the means of the system.
void letOwnerRead(const std::filesystem::path& file);
void letEverybodyRead(const std::filesystem::path& file);

#ifdef _WIN32
/// A file that nobody else can open for the time of this object.
class OnlyHere {
public:
    explicit OnlyHere(const std::filesystem::path& file);
    ~OnlyHere();
    OnlyHere(const OnlyHere&) = delete;
    OnlyHere& operator=(const OnlyHere&) = delete;

private:
    void* handle_;
};
#endif
