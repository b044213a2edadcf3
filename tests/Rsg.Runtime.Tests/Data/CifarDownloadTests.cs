using System.Formats.Tar;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Rsg.Data;

namespace Rsg.Runtime.Tests.Data;

/// <summary>A server on this machine stands for the network.</summary>
public sealed class CifarDownloadTests : IDisposable
{
    private static readonly CifarLayout Layout = CifarRecords.Small(CifarLayout.Cifar100);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task What_is_published_is_fetched_checked_and_unpacked_once()
    {
        byte[] archive = Archive(CifarRecords.Files(Layout));
        using var server = new FileServer(archive);

        string found = await Of(server.Address, archive).FetchAsync(folder["new/data"], CancellationToken.None);
        string again = await Of(server.Address, archive).FetchAsync(folder["new/data"], CancellationToken.None);

        Assert.Equal(folder["new/data/cifar-100-binary"], found);
        Assert.Equal(found, again);
        Assert.Equal(1, server.Requests);
        Assert.Equal([0, 1], Layout.Read(found, new ImagePreparation(3, 32, 32)).Training.Labels);
        Assert.Equal(["cifar-100-binary", "cifar-100-binary.tar.gz"], Names("new/data"));
    }

    [Fact]
    public async Task An_archive_that_lies_there_is_taken_without_a_network()
    {
        byte[] archive = Archive(CifarRecords.Files(Layout));
        folder.Write("cifar-100-binary.tar.gz", archive);

        Assert.Equal(folder["cifar-100-binary"], await Of(Nowhere(), archive).FetchAsync(folder.Root, CancellationToken.None));

        Directory.Delete(folder["cifar-100-binary"], recursive: true);
        folder.Write("cifar-100-binary.tar.gz", archive[..^1]);
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => Of(Nowhere(), archive).FetchAsync(folder.Root, CancellationToken.None));
        Assert.Equal(
            $"'{folder["cifar-100-binary.tar.gz"]}' is not the published archive: it should have {archive.Length} bytes and has {archive.Length - 1}.",
            error.Message);
    }

    [Fact]
    public async Task Without_a_network_the_message_says_what_to_put_where()
    {
        Uri address = Nowhere();

        var error = await Assert.ThrowsAsync<IOException>(() => Of(address, [1]).FetchAsync(folder.Root, CancellationToken.None));

        Assert.StartsWith($"'{address}' cannot be downloaded: ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith($"Download it elsewhere and put it here: '{folder["cifar-100-binary.tar.gz"]}'.", error.Message, StringComparison.Ordinal);
        Assert.Empty(Names(""));
    }

    [Fact]
    public async Task Another_archive_than_the_published_one_leaves_nothing_behind()
    {
        byte[] archive = Archive(CifarRecords.Files(Layout));
        byte[] changed = [.. archive];
        changed[archive.Length / 2] ^= 1;

        await Refused(changed, archive, "is not the published archive: its SHA-256 should be ");
        await Refused([.. archive, 0], archive, $"it should have {archive.Length} bytes and has more.");
        await Refused(archive[..^1], archive, $"it should have {archive.Length} bytes and has {archive.Length - 1}.");
        await Refused("<html>moved</html>"u8.ToArray(), archive, "and has 18.");
    }

    [Fact]
    public async Task A_download_that_breaks_off_or_is_not_found_is_said_to_be_one()
    {
        byte[] archive = Archive(CifarRecords.Files(Layout));
        using var breaking = new FileServer(archive) { BreakAfter = archive.Length / 2 };
        using var missing = new FileServer(archive) { Status = 404 };

        foreach (FileServer server in new[] { breaking, missing })
        {
            var error = await Assert.ThrowsAsync<IOException>(() => Of(server.Address, archive).FetchAsync(folder.Root, CancellationToken.None));
            Assert.Contains("cannot be downloaded", error.Message, StringComparison.Ordinal);
            Assert.Empty(Names(""));
        }
    }

    [Fact]
    public async Task A_download_that_stops_coming_is_given_up()
    {
        byte[] archive = Archive(CifarRecords.Files(Layout));
        using var server = new FileServer(archive) { SilentAfter = archive.Length / 2 };
        CheckedArchive wanted = Of(server.Address, archive) with { LongestSilence = TimeSpan.FromMilliseconds(200) };

        var error = await Assert.ThrowsAsync<IOException>(() => wanted.FetchAsync(folder.Root, CancellationToken.None));

        Assert.StartsWith($"'{server.Address}' cannot be downloaded: nothing more came for 0.2 seconds. Download it elsewhere", error.Message, StringComparison.Ordinal);
        Assert.Empty(Names(""));
    }

    /// <summary>One byte too many says enough: the server here would never send the rest.</summary>
    [Fact]
    public async Task A_download_that_is_too_long_is_not_read_to_its_end()
    {
        byte[] archive = Archive(CifarRecords.Files(Layout));
        using var server = new FileServer([.. archive, .. new byte[100_000]]) { SilentAfter = archive.Length + 1 };

        var error = await Assert.ThrowsAsync<InvalidDataException>(() => Of(server.Address, archive).FetchAsync(folder.Root, CancellationToken.None));

        Assert.EndsWith($"it should have {archive.Length} bytes and has more.", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Such an archive could only be the published one; even then nothing of it may go anywhere else.</summary>
    [Fact]
    public async Task What_does_not_belong_to_the_set_is_written_nowhere()
    {
        Dictionary<string, byte[]> files = CifarRecords.Files(Layout);
        byte[] archive = Archive(files, writer =>
        {
            writer.WriteEntry(File("../evil.bin", [1]));
            writer.WriteEntry(File(folder["absolute.bin"], [1]));
            writer.WriteEntry(File("cifar-100-binary/../../evil.bin", [1]));
            writer.WriteEntry(File("cifar-100-binary/other.bin", [1]));
            writer.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, "cifar-100-binary/fine_label_names.txt") { LinkName = "/etc/passwd" });
        });
        folder.Write("in/cifar-100-binary.tar.gz", archive);

        await Of(Nowhere(), archive).FetchAsync(folder["in"], CancellationToken.None);

        Assert.Equal(["in"], Names(""));
        Assert.Equal(["cifar-100-binary", "cifar-100-binary.tar.gz"], Names("in"));
        Assert.Equal(["test.bin", "train.bin"], Names("in/cifar-100-binary"));
    }

    [Fact]
    public async Task An_archive_without_a_file_or_with_too_long_a_one_is_refused()
    {
        Dictionary<string, byte[]> files = CifarRecords.Files(Layout);
        byte[] tooLong = Archive(new Dictionary<string, byte[]>(files) { ["test.bin"] = new byte[100_000] });
        files.Remove("test.bin");
        byte[] without = Archive(files);

        folder.Write("cifar-100-binary.tar.gz", without);
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => Of(Nowhere(), without).FetchAsync(folder.Root, CancellationToken.None));
        Assert.EndsWith("has no file 'cifar-100-binary/test.bin'.", error.Message, StringComparison.Ordinal);

        folder.Write("cifar-100-binary.tar.gz", tooLong);
        error = await Assert.ThrowsAsync<InvalidDataException>(() => Of(Nowhere(), tooLong).FetchAsync(folder.Root, CancellationToken.None));
        Assert.EndsWith("'cifar-100-binary/test.bin' has 100000 bytes; it should have 9222 at most.", error.Message, StringComparison.Ordinal);
        Assert.Equal(["cifar-100-binary.tar.gz"], Names(""));
    }

    private static CheckedArchive Of(Uri address, byte[] archive) =>
        new(address, archive.Length, Convert.ToHexString(SHA256.HashData(archive)).ToLowerInvariant(), Layout);

    private static byte[] Archive(Dictionary<string, byte[]> files, Action<TarWriter>? more = null)
    {
        using var content = new MemoryStream();
        using (var packed = new GZipStream(content, CompressionLevel.Fastest, leaveOpen: true))
        using (var writer = new TarWriter(packed))
        {
            writer.WriteEntry(new PaxTarEntry(TarEntryType.Directory, "cifar-100-binary/"));
            more?.Invoke(writer);
            foreach ((string name, byte[] bytes) in files)
            {
                writer.WriteEntry(File($"cifar-100-binary/{name}", bytes));
            }
        }

        return content.ToArray();
    }

    private static PaxTarEntry File(string name, byte[] content) => new(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) };

    /// <summary>A port of this machine at which nobody listens.</summary>
    private static Uri Nowhere()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/cifar-100-binary.tar.gz");
    }

    private async Task Refused(byte[] sent, byte[] published, string expected)
    {
        using var server = new FileServer(sent);

        var error = await Assert.ThrowsAsync<InvalidDataException>(() => Of(server.Address, published).FetchAsync(folder.Root, CancellationToken.None));

        Assert.StartsWith($"'{server.Address}' is not the published archive: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Empty(Names(""));
    }

    private string[] Names(string below) =>
        [.. Directory.EnumerateFileSystemEntries(folder[below]).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
}
