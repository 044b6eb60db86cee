// POCO includes <Winsock2.h>; mingw-w64 spells the file in lower case and Linux tells the two
// apart.
#include <winsock2.h>
