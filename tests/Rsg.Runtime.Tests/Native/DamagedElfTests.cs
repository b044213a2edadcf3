using System.Buffers.Binary;

namespace Rsg.Native;

/// <summary>Whatever a file holds, reading it ends, with a result or with the one refusal that is meant for it.</summary>
public class DamagedElfTests
{
    private const int FirstSegmentSize = 64 + 32;
    private const ulong VersionNeedsTag = 0x6ffffffe;
    private const ulong VersionNeedCountTag = 0x6fffffff;

    private readonly byte[] sound = VersionNeedsTests.TwoLibraries().Write();

    [Theory]
    [InlineData(0, 0, "it is not an ELF file")]
    [InlineData(4, 1, "it is not a 64-bit file")]
    [InlineData(5, 2, "it is not a little-endian file")]
    [InlineData(16, 2, "it is not a shared library")]
    [InlineData(CraftedLibrary.MachineOffset, 8, "it is neither for x86-64 nor for Arm64")]
    [InlineData(54, 32, "its program headers have an unknown size")]
    [InlineData(56, 1, "it has no dynamic section")]
    public void A_file_of_another_kind_is_named(int offset, byte value, string reason)
    {
        sound[offset] = value;

        Assert.Equal(reason, Assert.Throws<UnreadableElfException>(() => ElfImage.Read(sound)).Message);
    }

    [Fact]
    public void The_sound_file_is_read() => Assert.True(ReadAll(sound));

    [Fact]
    public void Every_truncation_is_refused()
    {
        for (int length = 0; length < sound.Length; length++)
        {
            byte[] truncated = sound[..length];
            Assert.Throws<UnreadableElfException>(() => ElfImage.Read(truncated));
        }
    }

    [Fact]
    public void Every_word_may_hold_any_extreme()
    {
        ulong[] extremes = [0, 1, 2, 0x7fff, 0x8000, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff, long.MaxValue, 1UL << 63, ulong.MaxValue];
        int refused = 0;
        for (int offset = 0; offset <= sound.Length - 8; offset++)
        {
            foreach (ulong extreme in extremes)
            {
                byte[] damaged = [.. sound];
                BinaryPrimitives.WriteUInt64LittleEndian(damaged.AsSpan(offset), extreme);
                refused += ReadAll(damaged) ? 0 : 1;
            }
        }

        Assert.InRange(refused, 1, sound.Length * extremes.Length - 1);
    }

    [Fact]
    public void Random_damage_is_refused_or_read()
    {
        var random = new Random(20210619);
        int refused = 0;
        const int Rounds = 20_000;
        for (int round = 0; round < Rounds; round++)
        {
            byte[] damaged = [.. sound];
            for (int flips = random.Next(1, 9); flips > 0; flips--)
            {
                damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            }

            refused += ReadAll(damaged) ? 0 : 1;
        }

        Assert.InRange(refused, 1, Rounds - 1);
    }

    [Fact]
    public void Tables_that_share_their_entries_end()
    {
        const int Libraries = 256;
        const int Versions = 0xffff;
        CraftedLibrary library = VersionNeedsTests.TwoLibraries();
        byte[] small = library.Write();
        byte[] file = [.. small, .. new byte[16 * (Libraries + Versions)]];
        BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(FirstSegmentSize), (ulong)file.Length);
        SetDynamicEntry(file, library, VersionNeedsTag, (ulong)small.Length);
        SetDynamicEntry(file, library, VersionNeedCountTag, Libraries);

        // Every library claims the same 65,535 versions, each a sound entry that leads to the next.
        for (int i = 0; i < Libraries; i++)
        {
            Span<byte> need = file.AsSpan(small.Length + 16 * i);
            BinaryPrimitives.WriteUInt16LittleEndian(need[2..], Versions);
            BinaryPrimitives.WriteUInt32LittleEndian(need[8..], (uint)(16 * (Libraries - i)));
            BinaryPrimitives.WriteUInt32LittleEndian(need[12..], 16);
        }

        for (int i = 0; i < Versions; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(small.Length + 16 * (Libraries + i) + 12), 16);
        }

        AssertTooManyVersions(file);
    }

    [Fact]
    public void More_libraries_than_there_can_be_are_refused()
    {
        CraftedLibrary library = VersionNeedsTests.TwoLibraries();
        byte[] file = library.Write();
        SetDynamicEntry(file, library, VersionNeedCountTag, 0x8000);

        AssertTooManyVersions(file);
    }

    /// <summary>Reads all that is ever read; false where the file is refused as unreadable. Any unmeant exception fails the test.</summary>
    private static bool ReadAll(byte[] file)
    {
        try
        {
            ElfImage image = ElfImage.Read(file);
            foreach (VersionNeed need in VersionNeeds.Read(image))
            {
                VersionNeeds.Weaken(image, need, "lib.so");
            }

            return true;
        }
        catch (UnreadableElfException)
        {
            return false;
        }
        catch (TorchLibraryException)
        {
            return true;
        }
    }

    private static void AssertTooManyVersions(byte[] file)
    {
        ElfImage image = ElfImage.Read(file);
        Assert.Equal(
            "it needs more versions than there can be",
            Assert.Throws<UnreadableElfException>(() => VersionNeeds.Read(image)).Message);
    }

    private static void SetDynamicEntry(byte[] file, CraftedLibrary library, ulong tag, ulong value)
    {
        int entry = library.DynamicOffset;
        while (BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(entry)) != tag)
        {
            entry += 16;
        }

        BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(entry + 8), value);
    }
}
