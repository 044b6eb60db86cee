# Cross build for Windows with Debian's mingw-w64; included by the toolchain file of each architecture, which sets
# windowsTriplet, windowsArch (x64 or x86) and windowsBits.
#
# Dependencies come from the prefix that installer/windows/dependencies makes and nowhere else: from the environment
# variable MOBILEPAY_WINDOWS_PREFIX, else from the cache, where current-<arch> points to the newest.
set(CMAKE_SYSTEM_NAME Windows)
set(CMAKE_SYSTEM_VERSION 6.1)

set(CMAKE_C_COMPILER ${windowsTriplet}-gcc-posix)
set(CMAKE_CXX_COMPILER ${windowsTriplet}-g++-posix)
set(CMAKE_RC_COMPILER ${windowsTriplet}-windres)
set(CMAKE_MC_COMPILER ${windowsTriplet}-windmc)
set(CMAKE_AR ${windowsTriplet}-gcc-ar-posix)
set(CMAKE_RANLIB ${windowsTriplet}-gcc-ranlib-posix)

# Windows 7 is the oldest that tills still run. GCC 12 warns of overlaps in std::string that are none (GCC bug 105651).
string(CONCAT windowsDefinitions "-D_WIN32_WINNT=0x0601 -DWINVER=0x0601 -DUNICODE -D_UNICODE"
  " -ffunction-sections -fdata-sections -Wno-restrict")
set(CMAKE_C_FLAGS_INIT "${windowsDefinitions}")
set(CMAKE_CXX_FLAGS_INIT "${windowsDefinitions}")

# Nothing but system DLLs is imported. A call that only a guess about calling conventions resolves is an error:
# the linker would otherwise warn ('resolving _f by linking to @f@8') and the program go wrong.
string(CONCAT windowsLinkFlags "-static -static-libgcc -static-libstdc++ -Wl,--disable-stdcall-fixup -Wl,--gc-sections"
  " -fno-use-linker-plugin -wrapper \"${CMAKE_CURRENT_LIST_DIR}/link-with-lld\"")
set(CMAKE_EXE_LINKER_FLAGS_INIT "${windowsLinkFlags}")
set(CMAKE_SHARED_LINKER_FLAGS_INIT "${windowsLinkFlags}")
set(CMAKE_MODULE_LINKER_FLAGS_INIT "${windowsLinkFlags}")

if(NOT "$ENV{MOBILEPAY_WINDOWS_PREFIX}" STREQUAL "")
  set(windowsPrefix $ENV{MOBILEPAY_WINDOWS_PREFIX})
elseif(NOT "$ENV{MOBILEPAY_CACHE}" STREQUAL "")
  set(windowsPrefix $ENV{MOBILEPAY_CACHE}/windows/current-${windowsArch})
else()
  set(windowsPrefix $ENV{HOME}/.cache/mobilepay-upos/windows/current-${windowsArch})
endif()
if(NOT IS_DIRECTORY ${windowsPrefix})
  message(FATAL_ERROR "No Windows dependencies at ${windowsPrefix}: run installer/windows/dependencies ${windowsArch}")
endif()
file(REAL_PATH ${windowsPrefix} windowsPrefix)

set(CMAKE_FIND_ROOT_PATH ${windowsPrefix} /usr/${windowsTriplet})
set(CMAKE_PREFIX_PATH ${windowsPrefix})
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)
set(OPENSSL_ROOT_DIR ${windowsPrefix})
set(OPENSSL_USE_STATIC_LIBS ON)

# Tests that CMake starts run under Wine.
set(CMAKE_CROSSCOMPILING_EMULATOR ${CMAKE_CURRENT_LIST_DIR}/wine run --arch ${windowsBits})
