# What find_package(Boost) finds in a Windows prefix: the headers, and Boost.Test as a static library.
get_filename_component(windowsPrefix ${CMAKE_CURRENT_LIST_DIR}/.. ABSOLUTE)
set(Boost_INCLUDE_DIRS ${windowsPrefix}/headers)

foreach(name IN ITEMS headers boost)
  if(NOT TARGET Boost::${name})
    add_library(Boost::${name} INTERFACE IMPORTED)
    set_target_properties(Boost::${name} PROPERTIES INTERFACE_INCLUDE_DIRECTORIES ${Boost_INCLUDE_DIRS})
  endif()
endforeach()

if(NOT TARGET Boost::unit_test_framework)
  add_library(Boost::unit_test_framework STATIC IMPORTED)
  set_target_properties(Boost::unit_test_framework PROPERTIES
    IMPORTED_LOCATION ${windowsPrefix}/lib/libboost_unit_test_framework.a
    INTERFACE_LINK_LIBRARIES Boost::headers)
endif()

foreach(component IN LISTS Boost_FIND_COMPONENTS)
  if(TARGET Boost::${component})
    set(Boost_${component}_FOUND TRUE)
  elseif(Boost_FIND_REQUIRED_${component})
    set(Boost_FOUND FALSE)
    set(Boost_NOT_FOUND_MESSAGE "Boost.${component} is not built for Windows: see installer/windows/recipe.sh")
  endif()
endforeach()
