namespace Rsg.Native;

public class MissingVersionTests
{
    private const string Shim = "/app/libLibTorchSharp.so";

    private static readonly VersionNeed[] Needs =
    [
        new("libstdc++.so.6", "GLIBCXX_3.4.3", 2, false, 0),
        new("libstdc++.so.6", "GLIBCXX_3.4.32", 3, false, 0),
        new("libstdc++.so.6", "GLIBCXX_3.4.33", 4, true, 0),
        new("libm.so.6", "GLIBC_2.38", 5, false, 0),
        new("libc.so.6", "GLIBC_2.38", 6, false, 0),
    ];

    [Theory]
    [InlineData("/lib/libstdc++.so.6: version `GLIBCXX_3.4.32' not found (required by /app/libLibTorchSharp.so)", 3)]
    [InlineData("/lib/libstdc++.so.6: version `GLIBCXX_3.4.3' not found (required by /app/libLibTorchSharp.so)", 2)]
    [InlineData("/lib/libstdc++.so.6: Version »GLIBCXX_3.4.32« nicht gefunden (benötigt von /app/libLibTorchSharp.so)", 3)]
    [InlineData("/lib/libc.so.6: version `GLIBC_2.38' not found (required by /app/libLibTorchSharp.so)", 6)]
    [InlineData("/lib/libm.so.6: version `GLIBC_2.38' not found (required by /app/libLibTorchSharp.so)", 5)]
    public void The_need_is_found_in_any_language(string message, ushort index) =>
        Assert.Equal<ushort?>(index, MissingVersion.Find(message, Shim, Needs)?.Index);

    [Theory]
    [InlineData("/lib/libstdc++.so.6: version `GLIBCXX_3.4.32' not found (required by /app/libtorch_cpu.so)")]
    [InlineData("/lib/libstdc++.so.6: version `GLIBCXX_3.4.99' not found (required by /app/libLibTorchSharp.so)")]
    [InlineData("/lib/libstdc++.so.6: version `GLIBCXX_3.4.33' not found (required by /app/libLibTorchSharp.so)")]
    [InlineData("/app/libLibTorchSharp.so: undefined symbol: _ZN5torch3fooEv")]
    [InlineData("")]
    public void Another_reason_is_no_missing_version(string message) => Assert.Null(MissingVersion.Find(message, Shim, Needs));

    [Fact]
    public void A_path_that_looks_like_a_version_is_not_taken_for_one()
    {
        const string Path = "/opt/GLIBCXX_3.4.3/libLibTorchSharp.so";

        Assert.Null(MissingVersion.Find($"{Path}: file too short", Path, Needs));
    }
}
