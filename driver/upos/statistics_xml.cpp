#include "driver/upos/statistics_xml.h"

#include "driver/core/version.h"

#include <sstream>

#include <Poco/SAX/AttributesImpl.h>
#include <Poco/XML/XMLWriter.h>

namespace mobilepay::upos {
namespace {

using Poco::XML::AttributesImpl;
using Poco::XML::XMLWriter;

constexpr const char* nameSpace = "http://www.nrf-arts.org/UnifiedPOS/namespace/";

void element(XMLWriter& writer, const char* name, const std::string& value) {
    writer.startElement("", "", name);
    writer.characters(value);
    writer.endElement("", "", name);
}

void statistic(XMLWriter& writer, const StatisticItem& item) {
    const char* const name = item.manufacturerSpecific ? "ManufacturerSpecific" : "Parameter";
    writer.startElement("", "", name);
    element(writer, "Name", item.name);
    element(writer, "Value", item.value);
    writer.endElement("", "", name);
}

void equipment(XMLWriter& writer, Category category, const std::string& serialNumber) {
    writer.startElement("", "", "Equipment");
    element(writer, "UnifiedPOSVersion", "1.15");
    AttributesImpl attributes;
    attributes.addAttribute("", "", "UPOS", "CDATA",
                            category == Category::cat ? "CAT" : "ElectronicValueRW");
    writer.emptyElement("", "", "DeviceCategory", attributes);
    element(writer, "ManufacturerName", "MobilePay for UnifiedPOS");
    element(writer, "ModelName", "MobilePay point of sale");
    element(writer, "SerialNumber", serialNumber);
    element(writer, "FirmwareRevision", core::clientVersion);
    element(writer, "Interface", "HTTPS");
    element(writer, "InstallationDate", "");
    writer.endElement("", "", "Equipment");
}

}  // namespace

std::string statisticsXml(const std::vector<StatisticItem>& items, Category category,
                          const std::string& serialNumber) {
    std::ostringstream out;
    XMLWriter writer(out, XMLWriter::WRITE_XML_DECLARATION);
    writer.startDocument();
    AttributesImpl root;
    root.addAttribute("", "", "version", "CDATA", "1.15.0");
    root.addAttribute("", "", "xmlns:xsi", "CDATA", "http://www.w3.org/2001/XMLSchema-instance");
    root.addAttribute("", "", "xmlns", "CDATA", nameSpace);
    root.addAttribute("", "", "xsi:schemaLocation", "CDATA",
                      std::string(nameSpace) + " UPOSStat.xsd");
    writer.startElement("", "", "UPOSStat", root);
    writer.startElement("", "", "Event");
    for (const auto& item : items)
        statistic(writer, item);
    writer.endElement("", "", "Event");
    equipment(writer, category, serialNumber);
    writer.endElement("", "", "UPOSStat");
    writer.endDocument();
    return out.str();
}

}  // namespace mobilepay::upos
