# What find_package(Microsoft.GSL) finds in a Windows prefix: the same headers that Linux builds with, without
# /usr/include around them.
get_filename_component(windowsPrefix ${CMAKE_CURRENT_LIST_DIR}/.. ABSOLUTE)
if(NOT TARGET Microsoft.GSL::GSL)
  add_library(Microsoft.GSL::GSL INTERFACE IMPORTED)
  set_target_properties(Microsoft.GSL::GSL PROPERTIES INTERFACE_INCLUDE_DIRECTORIES ${windowsPrefix}/headers)
endif()
