# CMake toolchain: 64-bit Windows.
set(windowsTriplet x86_64-w64-mingw32)
set(windowsArch x64)
set(windowsBits 64)
set(CMAKE_SYSTEM_PROCESSOR x86_64)
include(${CMAKE_CURRENT_LIST_DIR}/mingw-w64.cmake)
