using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;

namespace Rsg.Data;

/// <summary>A published archive of image files, by which one that comes from the network is told from any other.</summary>
/// <param name="Address">Where it is published.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Sha256">Its hash, in lower-case hexadecimal digits.</param>
/// <param name="Layout">What is taken out of it.</param>
internal sealed record CheckedArchive(Uri Address, long Length, string Sha256, CifarLayout Layout)
{
    private const int CopiedAtOnce = 1 << 16;
    private const long LongestNames = 1 << 20;

    /// <summary>How long a download may bring nothing.</summary>
    public TimeSpan LongestSilence { get; init; } = TimeSpan.FromMinutes(1);

    private string Name => Path.GetFileName(Address.LocalPath);

    /// <summary>Provides the files in a folder.</summary>
    /// <returns>The folder below it that has them.</returns>
    public async Task<string> FetchAsync(string folder, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(folder);
        string target = Path.Combine(folder, Layout.Folder);
        if (Directory.Exists(target))
        {
            return target;
        }

        Directory.CreateDirectory(folder);
        string archive = Path.Combine(folder, Name);
        if (File.Exists(archive))
        {
            await CheckAsync(archive, archive, cancellation).ConfigureAwait(false);
        }
        else
        {
            await DownloadAsync(archive, cancellation).ConfigureAwait(false);
        }

        await UnpackAsync(archive, target, cancellation).ConfigureAwait(false);
        return target;
    }

    private async Task DownloadAsync(string archive, CancellationToken cancellation)
    {
        string part = $"{archive}.{Guid.NewGuid():N}.part";
        try
        {
            using (var client = new HttpClient())
            {
                using HttpResponseMessage response = await client.GetAsync(Address, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
                response.EnsureSuccessStatusCode();
                using Stream content = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
                await SaveAsync(content, part, cancellation).ConfigureAwait(false);
            }

            await CheckAsync(part, Address.ToString(), cancellation).ConfigureAwait(false);
            File.Move(part, archive, overwrite: true);
        }
        catch (Exception error) when (error is HttpRequestException or HttpIOException or TimeoutException || (error is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new IOException(
                $"'{Address}' cannot be downloaded: {error.Message} Download it elsewhere and put it here: '{archive}'.", error);
        }
        finally
        {
            File.Delete(part);
        }
    }

    /// <summary>Writes what comes to a file, but no more than one byte more than it should be.</summary>
    private async Task SaveAsync(Stream content, string path, CancellationToken cancellation)
    {
        using var file = new FileStream(path, FileMode.CreateNew);
        var buffer = new byte[CopiedAtOnce];
        long left = Length + 1;
        int read;
        while (left > 0 && (read = await ReadAsync(content, buffer.AsMemory(0, (int)Math.Min(buffer.Length, left)), cancellation).ConfigureAwait(false)) > 0)
        {
            await file.WriteAsync(buffer.AsMemory(0, read), cancellation).ConfigureAwait(false);
            left -= read;
        }
    }

    private async Task<int> ReadAsync(Stream content, Memory<byte> buffer, CancellationToken cancellation)
    {
        // The client's own time-out ends with the headers.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(LongestSilence);
        try
        {
            return await content.ReadAsync(buffer, patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException(string.Create(CultureInfo.InvariantCulture, $"nothing more came for {LongestSilence.TotalSeconds} seconds."));
        }
    }

    private async Task CheckAsync(string path, string origin, CancellationToken cancellation)
    {
        using FileStream file = File.OpenRead(path);
        if (file.Length != Length)
        {
            string found = file.Length > Length ? "more" : $"{file.Length}";
            throw new InvalidDataException($"'{origin}' is not the published archive: it should have {Length} bytes and has {found}.");
        }

        string hash = Convert.ToHexString(await SHA256.HashDataAsync(file, cancellation).ConfigureAwait(false)).ToLowerInvariant();
        if (hash != Sha256)
        {
            throw new InvalidDataException($"'{origin}' is not the published archive: its SHA-256 should be {Sha256} and is {hash}.");
        }
    }

    /// <summary>Unpacks to a folder beside the target, which becomes the target when it is complete.</summary>
    private async Task UnpackAsync(string archive, string target, CancellationToken cancellation)
    {
        string part = $"{target}.{Guid.NewGuid():N}.part";
        Directory.CreateDirectory(part);
        try
        {
            await ExtractAsync(archive, part, cancellation).ConfigureAwait(false);
            foreach (string name in Layout.Training.Append(Layout.Test))
            {
                if (!File.Exists(Path.Combine(part, name)))
                {
                    throw new InvalidDataException($"'{archive}' has no file '{Layout.Folder}/{name}'.");
                }
            }

            Directory.Move(part, target);
        }
        finally
        {
            if (Directory.Exists(part))
            {
                Directory.Delete(part, recursive: true);
            }
        }
    }

    private async Task ExtractAsync(string archive, string folder, CancellationToken cancellation)
    {
        var limits = Layout.Training.ToDictionary(name => name, _ => (long)Layout.TrainingRecords * Layout.RecordLength);
        limits.Add(Layout.Test, (long)Layout.TestRecords * Layout.RecordLength);
        limits.Add(Layout.Names, LongestNames);

        using FileStream file = File.OpenRead(archive);
        using var content = new GZipStream(file, CompressionMode.Decompress);
        using var entries = new TarReader(content);
        while (await entries.GetNextEntryAsync(copyData: false, cancellation).ConfigureAwait(false) is { } entry)
        {
            // Only what is known by its whole name is taken, and written under the known name: whatever else an archive has goes nowhere.
            string? name = limits.Keys.FirstOrDefault(known => entry.Name == $"{Layout.Folder}/{known}");
            if (name is null || entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile) || entry.DataStream is not { } data)
            {
                continue;
            }

            if (entry.Length > limits[name])
            {
                throw new InvalidDataException($"'{archive}': '{entry.Name}' has {entry.Length} bytes; it should have {limits[name]} at most.");
            }

            using var target = new FileStream(Path.Combine(folder, name), FileMode.Create);
            await data.CopyToAsync(target, cancellation).ConfigureAwait(false);
        }
    }
}
