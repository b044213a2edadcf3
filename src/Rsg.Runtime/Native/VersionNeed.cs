namespace Rsg.Native;

/// <summary>One symbol version that a library needs of another, such as GLIBCXX_3.4.32 of libstdc++.so.6.</summary>
/// <param name="Library">The file that must define the version.</param>
/// <param name="Version">The version's name.</param>
/// <param name="Index">The number by which the symbols of the needing library refer to it.</param>
/// <param name="IsWeak">Whether the loader goes on without it.</param>
/// <param name="FlagsOffset">Where its 16-bit flags word lies in the file.</param>
internal readonly record struct VersionNeed(string Library, string Version, ushort Index, bool IsWeak, int FlagsOffset);
