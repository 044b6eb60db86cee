# How each dependency is built for Windows. Sourced by installer/windows/dependencies; the text of this file, without
# comments, is part of the cache key.
#
# Every function takes what it needs from these variables, set by the caller:
#   here (this folder), triplet (x86_64-w64-mingw32 ...), arch (x64, x86), work (a scratch folder),
#   prefix (what is being made), final (the name it gets when complete), sources (unpacked sources), jobs.

# OpenSSL, static, without what loads code at run time.
buildOpenssl() {
  local target=mingw64
  [ "$arch" = x64 ] || target=mingw
  cp -a "$sources/openssl" "$work/openssl"
  cd "$work/openssl"
  perl Configure "$target" --cross-compile-prefix="$triplet-" no-shared no-tests no-module no-engine no-legacy no-dso \
    --prefix="$final" --libdir=lib --openssldir="$final/ssl" -D_WIN32_WINNT=0x0601
  make -j"$jobs" build_libs
  make install_dev DESTDIR="$work/openssl-out"
  cp -a "$work/openssl-out$final/." "$prefix/"
}

# POCO with the libraries it brings (SQLite, expat, PCRE, zlib), static.
# Two changes: expat's internal.h gets rid of the FASTCALL of windef.h, which otherwise gives two of its files
# different calling conventions on 32 bit; and the headers with the case that POCO asks for are put in the way.
buildPoco() {
  cp -a "$sources/poco" "$work/poco"
  sed -i '1i #undef FASTCALL' "$work/poco/XML/src/internal.h"
  cp "$here/shims/"*.h "$prefix/include/"
  local off=() part
  for part in ENCODINGS MONGODB ZIP JWT PAGECOMPILER PAGECOMPILER_FILE2PAGE ACTIVERECORD ACTIVERECORD_COMPILER \
    APACHECONNECTOR DATA_MYSQL DATA_ODBC DATA_POSTGRESQL NETSSL_WIN TESTS; do
    off+=("-DENABLE_$part=OFF")
  done
  export MOBILEPAY_WINDOWS_PREFIX=$prefix CFLAGS="-isystem $prefix/include" CXXFLAGS="-isystem $prefix/include"
  cmake -S "$work/poco" -B "$work/poco-build" -G Ninja \
    -DCMAKE_TOOLCHAIN_FILE="$here/mingw-w64-${triplet%%-*}.cmake" -DCMAKE_INSTALL_PREFIX="$final" -DCMAKE_INSTALL_LIBDIR=lib \
    -DCMAKE_BUILD_TYPE=Release -DCMAKE_C_FLAGS_RELEASE="-O2 -DNDEBUG" -DCMAKE_CXX_FLAGS_RELEASE="-O2 -DNDEBUG" \
    -DBUILD_SHARED_LIBS=OFF -DFORCE_OPENSSL=ON -DENABLE_REDIS=ON "${off[@]}"
  cmake --build "$work/poco-build" -j "$jobs"
  DESTDIR="$work/poco-out" cmake --install "$work/poco-build" > /dev/null
  cp -a "$work/poco-out$final/." "$prefix/"
  cp "$work/poco/Data/SQLite/src/sqlite3.h" "$prefix/include/"
}

# The library that draws QR codes, static.
buildQrencode() {
  export MOBILEPAY_WINDOWS_PREFIX=$prefix
  cmake -S "$sources/qrencode" -B "$work/qrencode-build" -G Ninja \
    -DCMAKE_TOOLCHAIN_FILE="$here/mingw-w64-${triplet%%-*}.cmake" -DCMAKE_INSTALL_PREFIX="$final" -DCMAKE_INSTALL_LIBDIR=lib \
    -DCMAKE_BUILD_TYPE=Release -DBUILD_SHARED_LIBS=NO -DWITH_TOOLS=NO -DWITH_TESTS=NO -DWITHOUT_PNG=YES
  cmake --build "$work/qrencode-build" -j "$jobs"
  DESTDIR="$work/qrencode-out" cmake --install "$work/qrencode-build" > /dev/null
  cp -a "$work/qrencode-out$final/." "$prefix/"
}

# Boost.Test as a static library, from the machine's headers; Boost and GSL otherwise are headers alone. They are
# reached through a folder of links, because /usr/include itself would bring the headers of Linux along.
buildBoostTest() {
  mkdir "$prefix/headers"
  ln -s /usr/include/boost /usr/include/gsl "$prefix/headers/"
  {
    echo '#define BOOST_TEST_SOURCE'
    grep '^#include <boost/test/impl/' /usr/include/boost/test/included/unit_test.hpp
  } > "$work/boost-test.cpp"
  "$triplet-g++-posix" -std=c++20 -O1 -D_WIN32_WINNT=0x0601 -ffunction-sections -fdata-sections \
    -isystem "$prefix/headers" -c "$work/boost-test.cpp" -o "$work/boost-test.o"
  "$triplet-ar" rcs "$prefix/lib/libboost_unit_test_framework.a" "$work/boost-test.o"
  cp "$here/"*Config*.cmake "$prefix/cmake/"
}

# A look at what came out.
checkLibraries() {
  local library
  for library in ssl crypto PocoFoundation PocoXML PocoJSON PocoUtil PocoNet PocoCrypto PocoNetSSL PocoData \
    PocoDataSQLite PocoRedis qrencode boost_unit_test_framework; do
    [ -s "$prefix/lib/lib$library.a" ] || { echo "lib$library.a was not made"; return 1; }
  done
}
