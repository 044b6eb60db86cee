// POCO includes <Iphlpapi.h>; mingw-w64 spells the file in lower case and Linux tells the two
// apart.
#include <iphlpapi.h>
// A macro of the Windows headers by the name of an enumerator in Poco/Net/ICMPv4PacketImpl.h.
#undef TIMESTAMP_REQUEST
