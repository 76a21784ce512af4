# The files that stand in the namespace of their lanes (sim/engine/lanes.hpp), of a list: they are compiled once more
# for packs of two and of eight.
function(files_of_lanes found)
  set(files)
  foreach(file IN LISTS ARGN)
    file(STRINGS ${file} stands REGEX "^inline namespace BALLAST_IN_LANES")
    if(stands)
      list(APPEND files ${file})
    endif()
  endforeach()
  set(${found} ${files} PARENT_SCOPE)
endfunction()
