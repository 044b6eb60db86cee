#include "registry/jpos_xml.h"

#include "driver/core/error.h"
#include "registry/jpos_layout.h"
#include "tests/unit/temp_folder.h"

#include <sstream>

#include <Poco/AutoPtr.h>
#include <Poco/DOM/DOMParser.h>
#include <Poco/DOM/Document.h>
#include <Poco/DOM/DocumentType.h>
#include <Poco/DOM/Element.h>
#include <Poco/DOM/NodeList.h>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace mobilepay;
using namespace mobilepay::registry;
namespace data = boost::unit_test::data;

namespace {

const std::string foreign =
    "  <!-- the scanner: <JposEntry logicalName=\"not an entry\"> -->\n"
    "  <JposEntry logicalName='Scanner Æ'>\n"
    "\t<creation factoryClass=\"com.other.Factory\" serviceClass=\"com.other.Scanner\"/>\n"
    "    <vendor name=\"Other &amp; Søn\"/><jpos category=\"Scanner\" version=\"1.12\"/>\n"
    "    <product name=\"S\" description='it \"scans\"'/>\n"
    "    <prop name=\"port\"   value=\"COM3\"/></JposEntry>\n";

const std::string head =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<!DOCTYPE JposEntries PUBLIC \"-//JavaPOS//DTD//EN\" \"jpos/res/jcl.dtd\">\n";

std::string shop() {
    return head + "<JposEntries>\n" + foreign + "</JposEntries>\n";
}

JposEntry cat(const std::string& name = "MobilePayCAT") {
    return {name, DeviceCategory::cat, {{"profile", "/etc/mobilepay/TILL1.profile"}}};
}

std::string with(const std::string& old, const std::vector<JposEntry>& entries = {cat()}) {
    return withEntries(old, entries, "jpos.xml");
}

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

template <class Call>
std::string errorOf(Call call) {
    try {
        call();
    } catch (const core::ConfigurationError& error) {
        return error.what();
    }
    return {};
}

std::string withWindowsLines(std::string text) {
    for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 2)
        text.insert(at, "\r");
    return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(jpos_xml)

BOOST_AUTO_TEST_CASE(a_new_file_has_what_every_loader_wants) {
    const std::string text = with(
        "", {cat(), {"MobilePayEVRW", DeviceCategory::electronicValueRw, {{"profile", "/p"}}}});
    Poco::XML::DOMParser parser;
    const Poco::AutoPtr<Poco::XML::Document> document = parser.parseString(text);
    BOOST_TEST(document->doctype()->publicId() == "-//JavaPOS//DTD//EN");
    const Poco::AutoPtr<Poco::XML::NodeList> entries = document->getElementsByTagName("JposEntry");
    BOOST_TEST_REQUIRE(entries->length() == 2U);
    for (unsigned long i = 0; i < 2; ++i) {
        const auto* entry = dynamic_cast<Poco::XML::Element*>(entries->item(i));
        std::string order;
        for (const auto* node = entry->firstChild(); node; node = node->nextSibling()) {
            if (node->nodeType() == Poco::XML::Node::ELEMENT_NODE) order += node->nodeName() + " ";
        }
        BOOST_TEST(order == "creation vendor jpos product prop ");
        BOOST_TEST(entry->getChildElement("jpos")->getAttribute("version") == "1.15");
        BOOST_TEST(entry->getChildElement("jpos")->getAttribute("category") ==
                   (i == 0 ? "CAT" : "ElectronicValueRW"));
        BOOST_TEST(entry->getChildElement("vendor")->getAttribute("url") != "");
        BOOST_TEST(entry->getChildElement("product")->getAttribute("url") != "");
        BOOST_TEST(entry->getChildElement("prop")->getAttribute("type") == "String");
    }
}

BOOST_AUTO_TEST_CASE(other_vendors_keep_every_byte) {
    const std::string text = with(shop());
    BOOST_TEST(text.starts_with(head + "<JposEntries>\n" + foreign));
    BOOST_TEST(text.ends_with("</JposEntries>\n"));
    BOOST_TEST(layoutOf(text, "f").entries.size() == 2U);
    BOOST_TEST(ourEntries(text, "f") == std::vector<std::string>{"MobilePayCAT"},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(taking_ours_out_gives_the_old_file_back) {
    BOOST_TEST(withoutEntries(with(shop()), {}, "f") == shop());
    BOOST_TEST(withoutEntries(with(shop()), {"MobilePayCAT"}, "f") == shop());
}

BOOST_AUTO_TEST_CASE(windows_line_ends_stay) {
    const std::string old = withWindowsLines(shop());
    const std::string text = with(old);
    BOOST_TEST(withWindowsLines(with(shop())) == text);
    BOOST_TEST(withoutEntries(text, {}, "f") == old);
}

BOOST_AUTO_TEST_CASE(writing_again_replaces_and_does_not_pile_up) {
    JposEntry changed = cat();
    changed.properties = {{"profile", "/elsewhere"}};
    const std::string text = with(with(shop()), {changed});
    BOOST_TEST(layoutOf(text, "f").entries.size() == 2U);
    BOOST_TEST(has(text, "/elsewhere"));
    BOOST_TEST(!has(text, "TILL1.profile"));
    BOOST_TEST(with(with(shop())) == with(shop()));
}

BOOST_AUTO_TEST_CASE(of_two_of_ours_the_named_one_goes) {
    const std::string text = with(shop(), {cat("A"), cat("B")});
    BOOST_TEST(ourEntries(withoutEntries(text, {"A"}, "f"), "f") == std::vector<std::string>{"B"},
               boost::test_tools::per_element());
    BOOST_TEST(withoutEntries(text, {"C"}, "f") == text);
}

BOOST_AUTO_TEST_CASE(a_device_of_another_vendor_is_neither_replaced_nor_removed) {
    const std::string text = errorOf([] { (void)with(shop(), {cat("Scanner Æ")}); });
    BOOST_TEST(has(text, "Scanner Æ"));
    BOOST_TEST(has(text, "com.other.Factory"));
    BOOST_TEST(withoutEntries(shop(), {"Scanner Æ"}, "f") == shop());
}

BOOST_AUTO_TEST_CASE(what_needs_escaping_reads_back) {
    JposEntry entry = cat("Kasse \"1\" <Å> & '2' \xF0\x9F\x92\xB3");
    entry.properties = {{"profile", "C:\\Program Files\\Kørsel & Co\\a.profile"}};
    const std::string text = with(shop(), {entry});
    BOOST_TEST(ourEntries(text, "f") == std::vector<std::string>{entry.logicalName},
               boost::test_tools::per_element());
    Poco::XML::DOMParser parser;
    const Poco::AutoPtr<Poco::XML::Document> document = parser.parseString(text);
    const Poco::AutoPtr<Poco::XML::NodeList> props = document->getElementsByTagName("prop");
    BOOST_TEST(dynamic_cast<Poco::XML::Element*>(props->item(1))->getAttribute("value") ==
               entry.properties[0].value);
}

BOOST_DATA_TEST_CASE(files_of_every_shape_take_an_entry,
                     data::make({std::string("<JposEntries/>"), std::string("<JposEntries />\n"),
                                 std::string("<JposEntries></JposEntries>"),
                                 std::string("\xEF\xBB\xBF<JposEntries></JposEntries>"),
                                 std::string("<JposEntries>\r  </JposEntries>\r"),
                                 head + "<JposEntries>" + foreign + "</JposEntries  >",
                                 std::string("<JposEntries><JposEntry/></JposEntries>"),
                                 std::string("<?xml version='1.0' encoding='ISO-8859-1'?>"
                                             "<!-- S\xF8n --><JposEntries><!-- \xE6 -->"
                                             "</JposEntries>")}),
                     old) {
    const std::size_t before = layoutOf(old, "f").entries.size();
    const std::string text = with(old, {cat("Ærø")});
    BOOST_TEST(layoutOf(text, "f").entries.size() == before + 1);
    BOOST_TEST(ourEntries(text, "f") == std::vector<std::string>{"Ærø"},
               boost::test_tools::per_element());
    BOOST_TEST(ourEntries(withoutEntries(text, {}, "f"), "f").empty());
}

BOOST_DATA_TEST_CASE(
    what_is_no_jpos_xml_is_refused_and_named,
    data::make({std::string("no xml"), std::string("<JposEntries>"), std::string("<a/>"),
                std::string("<JposEntries><JposEntry></JposEntries>"),
                std::string("<?xml version='1.0' encoding='UTF-16'?><JposEntries/>"),
                std::string("<\0J\0p\0o\0s\0", 10),
                std::string("<!DOCTYPE JposEntries [<!ENTITY e '<JposEntry logicalName=\"x\"/>'>]>"
                            "<JposEntries>&e;</JposEntries>")}),
    old) {
    BOOST_TEST(has(errorOf([&] { (void)with(old); }), "jpos.xml"));
}

BOOST_AUTO_TEST_CASE(entities_that_multiply_are_refused) {
    std::string bomb = "<!DOCTYPE JposEntries [<!ENTITY a0 'aaaaaaaaaa'>";
    for (int i = 1; i < 12; ++i) {
        const std::string before = "&a" + std::to_string(i - 1) + ";";
        bomb += "<!ENTITY a" + std::to_string(i) + " '";
        for (int n = 0; n < 10; ++n)
            bomb += before;
        bomb += "'>";
    }
    bomb += "]><JposEntries>&a11;</JposEntries>";
    BOOST_TEST(errorOf([&] { (void)with(bomb); }) != "");
}

BOOST_AUTO_TEST_CASE(an_external_entity_is_never_read) {
    const TempFolder folder;
    const auto file = folder.write("secret", "<JposEntry logicalName='of-a-file'/>");
    const std::string old = "<!DOCTYPE JposEntries [<!ENTITY e SYSTEM \"file://" + file.string() +
                            "\">]><JposEntries>&e;</JposEntries>";
    std::string text;
    const std::string error = errorOf([&] { text = with(old); });
    BOOST_TEST(!has(error + text, "of-a-file"));
}

BOOST_AUTO_TEST_CASE(names_are_checked_before_anything_is_changed) {
    BOOST_TEST(has(errorOf([] { (void)with(shop(), {cat("")}); }), "1 to 100"));
    BOOST_TEST(has(errorOf([] { (void)with(shop(), {cat("A"), cat("A")}); }), "twice"));
    BOOST_TEST(errorOf([] { (void)with(shop(), {cat("A\x01")}); }) != "");
}

BOOST_AUTO_TEST_CASE(a_file_has_4_mib_at_most) {
    const TempFolder folder;
    const std::string most(std::size_t{4} * 1024 * 1024, ' ');
    BOOST_TEST(readJposXml(folder.write("jpos.xml", most)).size() == most.size());
    const auto file = folder.write("jpos.xml", most + ' ');
    BOOST_TEST(has(errorOf([&] { (void)readJposXml(file); }), "larger than 4096 KiB"));
}

BOOST_AUTO_TEST_CASE(a_missing_file_reads_as_none) {
    const TempFolder folder;
    BOOST_TEST(readJposXml(folder.path() / "jpos.xml") == "");
    BOOST_TEST(readJposXml(folder.write("jpos.xml", shop())) == shop());
}

BOOST_AUTO_TEST_SUITE_END()
