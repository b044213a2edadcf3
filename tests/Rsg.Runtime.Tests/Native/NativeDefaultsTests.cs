namespace Rsg.Native;

public class NativeDefaultsTests
{
    [Theory]
    [InlineData("", true, true)]
    [InlineData("RSG_NATIVE_DEFAULTS=off", false, false)]
    [InlineData("RSG_NATIVE_DEFAULTS=OFF", false, false)]
    [InlineData("OMP_WAIT_POLICY=ACTIVE", false, true)]
    [InlineData("GOMP_SPINCOUNT=1000", false, true)]
    [InlineData("MALLOC_MMAP_THRESHOLD_=131072", true, false)]
    [InlineData("MALLOC_TRIM_THRESHOLD_=131072", true, false)]
    [InlineData("MALLOC_TOP_PAD_=0", true, false)]
    [InlineData("GLIBC_TUNABLES=glibc.malloc.top_pad=1", true, false)]
    [InlineData("GLIBC_TUNABLES=glibc.cpu.hwcaps=-AVX2", true, true)]
    public void What_the_user_decided_stays(string given, bool briefWaits, bool keepMemory)
    {
        string? Environment(string variable) => given.StartsWith(variable + "=", StringComparison.Ordinal)
            ? given[(variable.Length + 1)..]
            : null;

        Assert.Equal(new NativeDefaults.Choice(briefWaits, keepMemory), NativeDefaults.Choose(Environment));
    }
}
