# CMake toolchain: 32-bit Windows.
set(windowsTriplet i686-w64-mingw32)
set(windowsArch x86)
set(windowsBits 32)
set(CMAKE_SYSTEM_PROCESSOR i686)
include(${CMAKE_CURRENT_LIST_DIR}/mingw-w64.cmake)
