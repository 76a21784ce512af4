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

# The kernels: name, class of instruction sets (x86-64-v…), lanes. How one is made, add_kernel says.
macro(add_kernels)
  add_kernel(kernel_v2 2 4)
  add_kernel(kernel_v3 3 4)
  add_kernel(kernel_v4 4 4)
  add_kernel(kernel_v4_two 4 2)
  add_kernel(kernel_v4_eight 4 8)
endmacro()
