"""Voices of coqui-tts in its own format, small and with random weights: real code, no speech."""

from pathlib import Path


def save_tiny_voice(folder: Path, speakers: tuple[str, ...] = ()) -> None:
    """Save a VITS model for Hangul, without randomness at synthesis, so that any device makes the same sound."""
    import torch
    from TTS.config.shared_configs import BaseAudioConfig
    from TTS.tts.configs.shared_configs import CharactersConfig
    from TTS.tts.configs.vits_config import VitsArgs, VitsConfig
    from TTS.tts.models.vits import Vits

    folder.mkdir(parents=True)
    sizes = VitsArgs(
        hidden_channels=32,
        hidden_channels_ffn_text_encoder=32,
        num_layers_text_encoder=1,
        num_layers_flow=2,
        num_layers_posterior_encoder=2,
        upsample_initial_channel_decoder=32,
        resblock_kernel_sizes_decoder=[3],
        resblock_dilation_sizes_decoder=[[1, 3, 5]],
        inference_noise_scale=0.0,
        inference_noise_scale_dp=0.0,
        init_discriminator=False,
        use_speaker_embedding=bool(speakers),
    )
    config = VitsConfig(
        model_args=sizes,
        audio=BaseAudioConfig(
            sample_rate=22050, hop_length=256, win_length=1024, fft_size=1024, mel_fmin=0.0, mel_fmax=None
        ),
        characters=CharactersConfig(
            characters_class="TTS.tts.utils.text.characters.Graphemes",
            pad="_",
            eos="~",
            bos="^",
            blank="@",
            characters="".join(map(chr, range(ord("가"), ord("힣") + 1))),
            punctuations=".,?! ",
        ),
        use_phonemes=False,
        text_cleaner="basic_cleaners",
        phoneme_language="ko",
        speakers=list(speakers),
    )
    with torch.random.fork_rng():
        torch.manual_seed(0)
        model = Vits(config)
    config.save_json(str(folder / "config.json"))
    torch.save({"model": model.state_dict(), "config": config.to_dict()}, folder / "model.pth")


def save_tiny_xtts(folder: Path) -> None:
    """Save an XTTS model, which clones a voice and takes Korean as Latin letters."""
    import torch
    from tokenizers import Tokenizer
    from tokenizers.models import BPE
    from tokenizers.pre_tokenizers import Whitespace
    from tokenizers.trainers import BpeTrainer
    from TTS.tts.configs.xtts_config import XttsArgs, XttsConfig
    from TTS.tts.models.xtts import Xtts

    folder.mkdir(parents=True)
    tokenizer = Tokenizer(BPE(unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    letters = "abcdefghijklmnopqrstuvwxyz.,?!'"
    special = ["[STOP]", "[UNK]", "[SPACE]", "[START]", "[ko]"]
    tokenizer.train_from_iterator([letters], BpeTrainer(special_tokens=special, initial_alphabet=list(letters)))
    tokenizer.save(str(folder / "vocab.json"))
    sizes = XttsArgs(
        gpt_layers=1,
        gpt_n_model_channels=64,
        gpt_n_heads=2,
        gpt_max_audio_tokens=40,
        gpt_max_text_tokens=120,
        gpt_number_text_tokens=tokenizer.get_vocab_size(),
        gpt_start_text_token=special.index("[START]"),
        gpt_stop_text_token=special.index("[STOP]"),
        gpt_use_perceiver_resampler=True,  # as XTTS v2 does
        decoder_input_dim=64,
    )
    config = XttsConfig(model_args=sizes)
    with torch.random.fork_rng():
        torch.manual_seed(0)
        model = Xtts(config)
        model.init_models()
    config.save_json(str(folder / "config.json"))
    torch.save({"model": model.state_dict(), "config": config.to_dict()}, folder / "model.pth")
