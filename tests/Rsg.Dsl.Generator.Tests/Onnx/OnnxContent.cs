using Google.Protobuf;

namespace Rsg.Dsl.Generator.Tests.Onnx;

/// <summary>What stands in an ONNX file, read by the field numbers of ONNX's schema.</summary>
internal sealed class OnnxContent
{
    private const int NodesField = 1;
    private const int InitializersField = 5;
    private const int GraphField = 7;

    private readonly Fields model;
    private readonly Fields graph;

    public OnnxContent(byte[] bytes)
    {
        model = new Fields(bytes);
        graph = model.Messages(GraphField).Single();
        Nodes = [.. graph.Messages(NodesField).Select(static node => new Node(node.Texts(3).Single(), node.Texts(4).Single(), [.. node.Texts(1)], [.. node.Texts(2)]))];
        Initializers = [.. graph.Messages(InitializersField).Select(static tensor => new Initializer(tensor.Texts(8).Single(), [.. tensor.Numbers(1)], tensor.Numbers(2).Single(), tensor.Bytes(9).Single()))];
    }

    public IReadOnlyList<Node> Nodes { get; }

    public IReadOnlyList<Initializer> Initializers { get; }

    public long IrVersion => model.Numbers(1).Single();

    public string Producer => $"{model.Texts(2).Single()} {model.Texts(3).Single()}";

    public (string Domain, long Version) OperatorSet => model.Messages(8).Select(static set => (set.Texts(1).SingleOrDefault() ?? "", set.Numbers(2).Single())).Single();

    public string GraphName => graph.Texts(2).Single();

    /// <summary>A node: its own name, what it does, what it reads and gives.</summary>
    internal sealed record Node(string Name, string Operation, string[] Inputs, string[] Outputs);

    /// <summary>A weight: its name, sizes, ONNX's number of its type, and its bytes.</summary>
    internal sealed record Initializer(string Name, long[] Shape, long Type, byte[] Data);

    /// <summary>The fields of one message, by number.</summary>
    private sealed class Fields
    {
        private readonly List<(int Number, object Value)> all = [];

        public Fields(byte[] message)
        {
            using var input = new CodedInputStream(message);
            while (input.ReadTag() is var tag && tag != 0)
            {
                object value = WireFormat.GetTagWireType(tag) switch
                {
                    WireFormat.WireType.Varint => input.ReadInt64(),
                    WireFormat.WireType.Fixed32 => input.ReadFloat(),
                    WireFormat.WireType.LengthDelimited => input.ReadBytes(),
                    var type => throw new InvalidDataException($"A field of the wire type {type} stands in no ONNX file."),
                };
                all.Add((WireFormat.GetTagFieldNumber(tag), value));
            }
        }

        public IEnumerable<long> Numbers(int field) => Of<long>(field);

        public IEnumerable<string> Texts(int field) => Of<ByteString>(field).Select(static bytes => bytes.ToStringUtf8());

        public IEnumerable<byte[]> Bytes(int field) => Of<ByteString>(field).Select(static bytes => bytes.ToByteArray());

        public IEnumerable<Fields> Messages(int field) => Bytes(field).Select(static bytes => new Fields(bytes));

        private IEnumerable<T> Of<T>(int field) => all.Where(entry => entry.Number == field).Select(static entry => (T)entry.Value);
    }
}
