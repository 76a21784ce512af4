/// Files that appear whole or not at all: written beside their target, flushed to the disk, then renamed.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "models/base/expected.hpp"

namespace ballast {

/// Why a file cannot be made or filled, by the number the system gave (errno).
Issue cannot_create(const std::string& path, int error);
Issue write_failed(const std::string& path, int error);

/// Creates `directory` with its parents and proves that a file can be made in it, that none of `files` is a folder or a
/// device there, and that none has too long a name; kind `cannot_create` otherwise. Called before anything is computed,
/// so that nobody waits for a result that has nowhere to go.
Expected<void> prepare_directory(const std::string& directory, const std::vector<std::string>& files = {});

/// Replaces `path` by `content`. Kind `cannot_create` when no file can be opened beside it or what stands there is no
/// file, `write_failed` when the disk refuses; in both cases what stood at `path` before still stands there.
Expected<void> write_whole(const std::string& path, std::string_view content);

struct WholeFile {
  std::string path;
  std::string_view content;
};

/// Several files: where one cannot be written none is replaced. They take their names one after the other.
Expected<void> write_together(const std::vector<WholeFile>& files);

/// Takes the next piece of a text.
using PutText = std::function<void(std::string_view)>;

/// A file that is made when its turn comes and let go when it is on the disk, so that no two are held at once: either a
/// text, piece by piece, or what fills the file it is given the path of. Of issues of a filling a `write_failed` says
/// in `what` no more than why.
struct MadeFile {
  std::string path;
  std::function<void(const PutText&)> text{};
  std::function<Expected<void>(const std::string&)> fill{};
};

/// The same for files in the making.
Expected<void> write_together(const std::vector<MadeFile>& files);

/// One file that is filled.
Expected<void> write_filled(const std::string& path, const std::function<Expected<void>(const std::string&)>& fill);

/// Whether the name still stands for the file that was opened.
bool is_named(int descriptor, const std::string& path);

/// Removes every file that is being written; a handler of signals calls it before it ends the program. False while
/// finished files take their places: the signal is raised again when they all have them.
bool remove_unfinished(int signal);

/// Removes what writers of `path` left beside it that were killed, not what another is writing. Every writer does so
/// itself before it begins.
void remove_leftovers(const std::string& path);

}  // namespace ballast
