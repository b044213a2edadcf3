#:property GenerateDocumentationFile=true

// Makes the long-tailed Fashion-MNIST of examples/QuickStart/data from the original four files, byte for byte the same each time:
//
//     dotnet run eng/make-fashion-mnist-lt.cs -- <folder with the original files> <folder to write to>
//
// Training set: the first 1000 * 0.01^(c/9) images (whole part) of class c. Test set: the first 500 images of each class. Both keep the
// order of the original files.
using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;

const int Classes = 10;
const int LargestClass = 1000;
const double SmallestShare = 0.01;
const int TestImagesPerClass = 500;

const int ImagesMagic = 0x803;
const int LabelsMagic = 0x801;
const int Side = 28;
const int ImageSize = Side * Side;

if (args.Length != 2)
{
    Console.Error.WriteLine("usage: dotnet run eng/make-fashion-mnist-lt.cs -- <folder with the original files> <folder to write to>");
    return 2;
}

(string source, string destination) = (args[0], args[1]);
Directory.CreateDirectory(destination);
MakeSubset("train", 60_000, label => (int)(LargestClass * Math.Pow(SmallestShare, label / (Classes - 1.0))));
MakeSubset("t10k", 10_000, _ => TestImagesPerClass);
return 0;

void MakeSubset(string prefix, int count, Func<int, int> countOf)
{
    string imagesName = $"{prefix}-images-idx3-ubyte.gz";
    string labelsName = $"{prefix}-labels-idx1-ubyte.gz";
    byte[] images = Unpack(imagesName, [ImagesMagic, count, Side, Side], count * ImageSize);
    byte[] labels = Unpack(labelsName, [LabelsMagic, count], count);

    var taken = new int[Classes];
    using var keptImages = new MemoryStream();
    using var keptLabels = new MemoryStream();
    for (int index = 0; index < count; index++)
    {
        byte label = labels[index];
        if (taken[label] < countOf(label))
        {
            taken[label]++;
            keptLabels.WriteByte(label);
            keptImages.Write(images, index * ImageSize, ImageSize);
        }
    }

    int kept = taken.Sum();
    Console.WriteLine($"{prefix}: {kept} images; by class {string.Join(", ", taken)}");
    Pack(imagesName, [ImagesMagic, kept, Side, Side], keptImages.ToArray());
    Pack(labelsName, [LabelsMagic, kept], keptLabels.ToArray());
}

byte[] Unpack(string name, int[] expectedHeader, int length)
{
    using FileStream file = File.OpenRead(Path.Combine(source, name));
    using var content = new GZipStream(file, CompressionMode.Decompress);
    var header = new byte[4 * expectedHeader.Length];
    content.ReadExactly(header);
    if (!header.AsSpan().SequenceEqual(Header(expectedHeader)))
    {
        throw new InvalidDataException($"'{name}' is not the original file: its header is {Convert.ToHexString(header)}.");
    }

    var values = new byte[length];
    content.ReadExactly(values);
    return values;
}

void Pack(string name, int[] header, byte[] values)
{
    byte[] content = [.. Header(header), .. values];
    string path = Path.Combine(destination, name);
    using (var packed = new GZipStream(File.Create(path), CompressionLevel.SmallestSize))
    {
        packed.Write(content);
    }

    byte[] file = File.ReadAllBytes(path);
    Console.WriteLine($"  {name}  {file.Length} bytes");
    Console.WriteLine($"    file      SHA-256 {Convert.ToHexStringLower(SHA256.HashData(file))}");
    Console.WriteLine($"    unpacked  SHA-256 {Convert.ToHexStringLower(SHA256.HashData(content))}");
}

byte[] Header(int[] words)
{
    var header = new byte[4 * words.Length];
    for (int index = 0; index < words.Length; index++)
    {
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4 * index), words[index]);
    }

    return header;
}
