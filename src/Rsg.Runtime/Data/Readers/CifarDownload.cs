namespace Rsg.Data;

/// <summary>Fetches the archives of CIFAR-10 and CIFAR-100 in their binary layout, and unpacks them.</summary>
/// <remarks>
/// What is there already is left as it is, and nothing is asked of the network. An archive that lies in the folder is taken from there.
/// Length and SHA-256 of an archive are checked before it is unpacked; only the files that belong to the set are, under their own names,
/// and they appear all at once or not at all.
/// </remarks>
public static class CifarDownload
{
    private static readonly CheckedArchive Cifar10 = new(
        new Uri("https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz"),
        170_052_171,
        "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd",
        CifarLayout.Cifar10);

    private static readonly CheckedArchive Cifar100 = new(
        new Uri("https://www.cs.toronto.edu/~kriz/cifar-100-binary.tar.gz"),
        168_513_733,
        "58a81ae192c23a4be8b1804d68e518ed807d710a4eb253b1f2a199162a40d8ec",
        CifarLayout.Cifar100);

    /// <summary>Fetches CIFAR-10 (170 MB) unless it is there.</summary>
    /// <param name="folder">Where to; made if need be. The files go to <c>cifar-10-batches-bin</c> in it.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>The folder with the files, for <see cref="CifarFiles.ReadCifar10"/>.</returns>
    /// <exception cref="IOException">The network cannot be reached; the message says what to put where instead. Or the disk cannot be written to.</exception>
    /// <exception cref="InvalidDataException">The archive is not the published one.</exception>
    /// <exception cref="OperationCanceledException">It was ended early.</exception>
    public static Task<string> FetchCifar10Async(string folder, CancellationToken cancellation = default) => Cifar10.FetchAsync(folder, cancellation);

    /// <summary>Fetches CIFAR-100 (169 MB) unless it is there.</summary>
    /// <param name="folder">Where to; made if need be. The files go to <c>cifar-100-binary</c> in it.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>The folder with the files, for <see cref="CifarFiles.ReadCifar100"/>.</returns>
    /// <exception cref="IOException">The network cannot be reached; the message says what to put where instead. Or the disk cannot be written to.</exception>
    /// <exception cref="InvalidDataException">The archive is not the published one.</exception>
    /// <exception cref="OperationCanceledException">It was ended early.</exception>
    public static Task<string> FetchCifar100Async(string folder, CancellationToken cancellation = default) => Cifar100.FetchAsync(folder, cancellation);
}
