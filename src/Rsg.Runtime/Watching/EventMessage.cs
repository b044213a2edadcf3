namespace Rsg.Watching;

/// <summary>One event of TensorBoard: a time, a step, and values under tags.</summary>
internal sealed class EventMessage
{
    // The fields' numbers, and the number of a status, in TensorFlow's event.proto and summary.proto.
    private const int WallTimeField = 1;
    private const int StepField = 2;
    private const int FileVersionField = 3;
    private const int SummaryField = 5;
    private const int SessionLogField = 7;
    private const int SessionStatusField = 1;
    private const int SessionStarted = 1;
    private const int ValueField = 1;
    private const int TagField = 1;
    private const int SimpleValueField = 2;
    private const int ImageField = 4;
    private const int HeightField = 1;
    private const int WidthField = 2;
    private const int ColorSpaceField = 3;
    private const int EncodedImageField = 4;
    private const int RgbColorSpace = 3;

    private readonly ProtobufWriter message = new();
    private readonly ProtobufWriter summary = new();
    private bool summaryIsWritten;

    public EventMessage(DateTimeOffset time, long step = 0)
    {
        message.WriteDouble(WallTimeField, (time - DateTimeOffset.UnixEpoch).TotalSeconds);
        message.WriteInteger(StepField, step);
    }

    /// <summary>The message's bytes; nothing is added after they were asked for.</summary>
    public ReadOnlySpan<byte> Content
    {
        get
        {
            if (!summaryIsWritten && summary.Content.Length > 0)
            {
                message.WriteBytes(SummaryField, summary.Content);
                summaryIsWritten = true;
            }

            return message.Content;
        }
    }

    public EventMessage FileVersion(string version)
    {
        message.WriteText(FileVersionField, version);
        return this;
    }

    /// <summary>Says that a session begins at the event's step: readers forget what earlier files and events say of this step and later ones.</summary>
    public EventMessage Restart()
    {
        message.WriteMessage(SessionLogField, session => session.WriteInteger(SessionStatusField, SessionStarted));
        return this;
    }

    /// <summary>Adds a number; nothing where there is none.</summary>
    public EventMessage Scalar(string tag, double? value)
    {
        if (value is double number)
        {
            summary.WriteMessage(ValueField, writer =>
            {
                writer.WriteText(TagField, tag);
                writer.WriteFloat(SimpleValueField, (float)number);
            });
        }

        return this;
    }

    /// <summary>Adds an image in colour.</summary>
    public EventMessage Image(string tag, int width, int height, byte[] png)
    {
        summary.WriteMessage(ValueField, value =>
        {
            value.WriteText(TagField, tag);
            value.WriteMessage(ImageField, image =>
            {
                image.WriteInteger(HeightField, height);
                image.WriteInteger(WidthField, width);
                image.WriteInteger(ColorSpaceField, RgbColorSpace);
                image.WriteBytes(EncodedImageField, png);
            });
        });
        return this;
    }
}
